package dev.hexad.agent.command;

import dev.hexad.agent.AgentProperties;
import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.event.CommandCancelled;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.event.CommandProgressed;
import dev.hexad.contracts.event.CommandStarted;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.outbox.MessageContext;
import dev.hexad.service.outbox.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** One attempt at one command: from the claim to an end that is stored and told together. */
final class CommandExecution implements CommandContext, Runnable {
  private static final Logger log = LoggerFactory.getLogger(CommandExecution.class);

  /** What is shorter is told of at its end only. */
  private static final Duration SHORT = Duration.ofMillis(100);

  /** Why the work has to stop. */
  private enum Stop {
    CANCELLED,
    LEASE_LOST,
    SHUTDOWN
  }

  /** Makes executions. */
  record Factory(
      CommandStore store,
      CommandEnds ends,
      Fences fences,
      Handlers handlers,
      Outbox outbox,
      JdbcClient jdbc,
      LogHub hub,
      TransactionTemplate transaction,
      AgentProperties properties) {
    /**
     * Claims the commands whose turn it is, in a transaction of its own or in the one that is open;
     * begin them when it has committed.
     *
     * @param places each command has one of them; it gives it back when it ends
     * @param most at most so many, as many places are taken
     */
    List<CommandExecution> claim(UUID owner, Semaphore places, int most) {
      List<CommandStore.Claimed> claimed =
          transaction.execute(status -> store.claim(owner, properties.commandLease(), most));
      return claimed == null
          ? List.of()
          : claimed.stream()
              .map(found -> new CommandExecution(this, owner, places, found))
              .toList();
    }
  }

  private final Factory with;
  private final UUID owner;
  private final CommandStore.Claimed claimed;
  private final CommandLog commandLog;
  private final Semaphore places;
  private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
  private final List<Runnable> interruptActions = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable CommandProgressed> untold = new AtomicReference<>();
  private final Object endLock = new Object();
  private final Instant startedAt = Instant.now();
  private boolean ending;
  private boolean startTold;
  private volatile boolean waits;
  private volatile @Nullable Thread thread;
  private volatile long renewedAt = System.nanoTime();

  private CommandExecution(
      Factory with, UUID owner, Semaphore places, CommandStore.Claimed claimed) {
    this.with = with;
    this.places = places;
    this.owner = owner;
    this.claimed = claimed;
    this.commandLog =
        new CommandLog(LogSink.stored(with.jdbc(), with.hub(), commandId(), claimed.begun()));
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    try {
      MessageContext.of(claimed.envelope()).run(this::attemptOnce);
    } finally {
      if (!waits) {
        places.release();
      }
    }
  }

  private void attemptOnce() {
    CommandRequest request = request();
    try {
      if (attempt() > with.properties().maxAttempts()) {
        throw new HexadException(
            ProblemType.INTERRUPTED,
            "Begun " + with.properties().maxAttempts() + " times and never ended; given up.");
      }
      if (attempt() > 1) {
        commandLog.line("[attempt " + attempt() + ": the one before was interrupted]");
      }
      if (request.lease() != null) {
        with.fences().pass(request.lease());
      }
      JsonNode result = work(request);
      succeed(request, result);
    } catch (HexadException e) {
      fail(request, e.problem());
    } catch (Throwable e) {
      if (stop.get() == null) {
        log.atError().setCause(e).addKeyValue("command", commandId()).log("command failed");
        fail(request, Problem.of(ProblemType.INTERNAL, "See the agent's log: " + e));
      } else {
        stopped(request);
      }
    }
  }

  private JsonNode work(CommandRequest request) throws Exception {
    CommandHandler<?, ?> handler =
        with.handlers()
            .find(request.capability())
            .orElseThrow(() -> HexadException.notFound("capability", request.capability()));
    return invoke(handler, request);
  }

  private <P, R> JsonNode invoke(CommandHandler<P, R> handler, CommandRequest request)
      throws Exception {
    P parameters = Json.convert(request.parameters(), handler.parametersType());
    return Json.tree(handler.handle(parameters, this));
  }

  private void succeed(CommandRequest request, JsonNode result) {
    finish(
        CommandState.SUCCEEDED,
        result,
        null,
        new CommandSucceeded(commandId(), request.runId(), request.stage(), result));
  }

  private void fail(CommandRequest request, Problem problem) {
    if (stop.get() != null) {
      stopped(request);
      return;
    }
    commandLog.line("[failed: " + problem.detail() + "]");
    finish(
        CommandState.FAILED,
        null,
        problem,
        new CommandFailed(commandId(), request.runId(), request.stage(), problem));
  }

  private void stopped(CommandRequest request) {
    beginEnd();
    switch (stop.get()) {
      case CANCELLED -> {
        commandLog.line("[cancelled]");
        finish(
            CommandState.CANCELLED,
            null,
            null,
            new CommandCancelled(commandId(), request.runId(), request.stage()));
      }
      case SHUTDOWN -> {
        commandLog.line("[interrupted: the agent stops]");
        commandLog.close();
        with.store().release(commandId(), owner, attempt());
      }
      case LEASE_LOST -> log.atWarn().addKeyValue("command", commandId()).log("lease lost");
      case null -> throw new IllegalStateException("not stopped");
    }
  }

  private void finish(
      CommandState state, @Nullable JsonNode result, @Nullable Problem problem, Event event) {
    beginEnd();
    commandLog.close();
    MessageContext context = MessageContext.of(claimed.envelope());
    List<Outbox.Contextual> events =
        Stream.concat(untoldStart().stream(), Stream.of(event))
            .map(told -> new Outbox.Contextual(told, context))
            .toList();
    if (!with.ends()
        .store(
            new CommandEnds.End(commandId(), owner, attempt(), state, result, problem, events))) {
      log.atWarn().addKeyValue("command", commandId()).log("ended without lease, result dropped");
    }
  }

  /**
   * From here on nothing interrupts the thread: an interrupt would close the connection it uses.
   */
  private void beginEnd() {
    synchronized (endLock) {
      ending = true;
      Thread.interrupted();
    }
  }

  private boolean hasEnded() {
    synchronized (endLock) {
      return ending;
    }
  }

  /** Once, with its end when it is short: most are, and nobody needs to hear of them twice. */
  private Optional<Event> untoldStart() {
    if (startTold || attempt() > with.properties().maxAttempts()) {
      return Optional.empty();
    }
    startTold = true;
    CommandRequest request = request();
    return Optional.of(
        new CommandStarted(commandId(), request.runId(), request.stage(), attempt(), startedAt));
  }

  private void tellStartedSoon() {
    synchronized (endLock) {
      if (!ending && !startTold && startedAt.isBefore(Instant.now().minus(SHORT))) {
        MessageContext.of(claimed.envelope()).run(() -> untoldStart().ifPresent(this::tell));
      }
    }
  }

  private void tell(Event event) {
    with.transaction().executeWithoutResult(status -> with.outbox().event(event));
  }

  /** Renews the lease when it is time, before all else; flushes the log, tells how far it is. */
  void tick(long renewEveryMillis) {
    if (System.nanoTime() - renewedAt > renewEveryMillis * 1_000_000) {
      renew();
    }
    commandLog.flush();
    tellStartedSoon();
    CommandProgressed progress = untold.getAndSet(null);
    if (progress != null && !hasEnded()) {
      MessageContext.of(claimed.envelope()).run(() -> tell(progress));
    }
  }

  void renew() {
    renewedAt = System.nanoTime();
    switch (with.store().renew(commandId(), owner, attempt(), with.properties().commandLease())) {
      case HELD -> {}
      case CANCEL_REQUESTED -> interrupt(Stop.CANCELLED);
      case LOST -> interrupt(Stop.LEASE_LOST);
    }
  }

  void shutDown() {
    interrupt(Stop.SHUTDOWN);
    Thread running = thread;
    if (running != null) {
      try {
        running.join(5_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void interrupt(Stop reason) {
    if (!stop.compareAndSet(null, reason)) {
      return;
    }
    interruptActions.forEach(Runnable::run);
    synchronized (endLock) {
      Thread running = thread;
      if (running != null && !ending) {
        running.interrupt();
      }
    }
  }

  @Override
  public CommandRequest request() {
    return claimed.request();
  }

  @Override
  public int attempt() {
    return claimed.attempt();
  }

  @Override
  public CommandLog log() {
    return commandLog;
  }

  /** Who is stopped while it waits for its place has none to give back. */
  @Override
  public <T> T waiting(Callable<T> wait) throws Exception {
    waits = true;
    places.release();
    T result = wait.call();
    places.acquire();
    waits = false;
    return result;
  }

  /** Told with the next tick: what lasts shorter than that is not worth an event. */
  @Override
  public void progress(@Nullable Integer percent, String message) {
    untold.set(
        new CommandProgressed(commandId(), request().runId(), request().stage(), percent, message));
  }

  @Override
  public void onInterrupt(Runnable action) {
    interruptActions.add(action);
    if (interrupted()) {
      action.run();
    }
  }

  @Override
  public boolean interrupted() {
    return stop.get() != null;
  }

  @Override
  public boolean cancelled() {
    return stop.get() == Stop.CANCELLED;
  }
}
