package dev.hexad.githost.jenkins;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Follows one build from the queue to its end, on the calling thread. Jenkins is asked after pauses
 * that grow from one to ten seconds while nothing happens. Answers that do not come are forgiven
 * for about five minutes at a stretch, so that Jenkins may restart meanwhile.
 */
public final class BuildFollower {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int MOST_FAILURES = 36;

  private final JenkinsClient jenkins;
  private final Pause pause;
  private Duration wait = SHORTEST;
  private int failures;
  private boolean stopSent;

  /** Waits. */
  interface Pause {
    void hold(Duration time) throws InterruptedException;
  }

  public BuildFollower(JenkinsClient jenkins) {
    this(jenkins, time -> Thread.sleep(time));
  }

  BuildFollower(JenkinsClient jenkins, Pause pause) {
    this.jenkins = jenkins;
    this.pause = pause;
  }

  /**
   * Follows until the end; use a follower once.
   *
   * @param from a fresh {@link JenkinsRun#queued}, or the last position that a listener was told
   * @return the ended build, or null when it was cancelled before it began
   * @throws HexadException as {@link JenkinsClient} does, and interrupted when the thread is
   */
  public @Nullable BuildState follow(JenkinsRun from, BuildListener listener) {
    JenkinsRun run = from;
    while (true) {
      try {
        Integer number = run.number();
        if (number == null) {
          switch (queued(run, listener)) {
            case QueueState.Cancelled() -> {
              return null;
            }
            case QueueState.Started(int started) -> {
              run = run.started(started);
              listener.progress(run, "");
              wait = SHORTEST;
            }
            case QueueState.Waiting w -> hold();
            case QueueState.Gone g -> hold();
          }
        } else {
          requestStop(listener, () -> jenkins.stop(from.job(), number));
          LogPart part = jenkins.log(run.job(), number, run.offset());
          boolean grew = part.next() != run.offset();
          if (grew) {
            run = run.at(part.next());
            listener.progress(run, part.text());
            wait = SHORTEST;
          }
          if (!part.more() && !grew) {
            BuildState state = jenkins.build(run.job(), number);
            if (!state.building()) {
              return state;
            }
          }
          if (part.more() || !grew) {
            hold();
          }
        }
        failures = 0;
      } catch (HexadException e) {
        if (e.type() != ProblemType.UPSTREAM_FAILED || ++failures >= MOST_FAILURES) {
          throw e;
        }
        hold();
      }
    }
  }

  private QueueState queued(JenkinsRun run, BuildListener listener) {
    requestStop(listener, () -> jenkins.cancelQueued(run.queueId()));
    QueueState state = jenkins.queued(run.queueId());
    if (!(state instanceof QueueState.Gone)) {
      return state;
    }
    try {
      return new QueueState.Started(jenkins.numberOf(run.job(), run.queueId()));
    } catch (HexadException e) {
      if (e.type() == ProblemType.NOT_FOUND && stopSent) {
        return new QueueState.Cancelled();
      }
      throw e;
    }
  }

  private void requestStop(BuildListener listener, Runnable stop) {
    if (!stopSent && listener.wantsStop()) {
      stop.run();
      stopSent = true;
    }
  }

  private void hold() {
    try {
      pause.hold(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HexadException(
          ProblemType.INTERRUPTED, "Following the build in Jenkins was interrupted.", e);
    }
    Duration longer = wait.multipliedBy(3).dividedBy(2);
    wait = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
  }
}
