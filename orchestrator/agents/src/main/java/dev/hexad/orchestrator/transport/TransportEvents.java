package dev.hexad.orchestrator.transport;

import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Messages;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.registry.Agent;
import dev.hexad.service.outbox.Inbox;
import dev.hexad.service.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Events from agents on HTTP, and events for them. */
@Service
class TransportEvents {
  private static final String COMMANDS = "dev.hexad.command.";

  private final JdbcClient jdbc;
  private final Inbox inbox;
  private final Outbox outbox;
  private final TransportSignal signal;

  TransportEvents(JdbcClient jdbc, Inbox inbox, Outbox outbox, TransportSignal signal) {
    this.jdbc = jdbc;
    this.inbox = inbox;
    this.outbox = outbox;
    this.signal = signal;
  }

  /** How many of a batch were new. */
  record Accepted(int accepted, int duplicates) {}

  /** A kept event with the number to go on from. */
  record Kept(long sequence, JsonNode envelope) {}

  /** Publishes all of them or none. */
  @Transactional
  public Accepted publish(Agent agent, List<JsonNode> events) {
    var errors = new ArrayList<Problem.FieldError>();
    var envelopes = new ArrayList<Envelope>();
    for (int i = 0; i < events.size(); i++) {
      int at = i;
      read(agent, events.get(i), "/" + i, errors)
          .ifPresent(envelope -> {
            check(agent, envelope, "/" + at, errors);
            envelopes.add(envelope);
          });
    }
    if (!errors.isEmpty()) {
      throw new HexadException(
          ProblemType.INVALID,
          "Nothing was taken: " + errors.getFirst().where() + " " + errors.getFirst().message(),
          errors,
          null);
    }
    int accepted = 0;
    for (Envelope envelope : envelopes) {
      if (inbox.firstTime("transport-" + agent.id(), envelope.id())) {
        outbox.forward(envelope);
        accepted++;
      }
    }
    return new Accepted(accepted, envelopes.size() - accepted);
  }

  /** An agent speaks for itself and its tenant, whatever it writes there. */
  private static Optional<Envelope> read(
      Agent agent, JsonNode event, String where, List<Problem.FieldError> errors) {
    if (!(event instanceof ObjectNode object)) {
      errors.add(new Problem.FieldError(where, "is no JSON object"));
      return Optional.empty();
    }
    ObjectNode own = object.deepCopy();
    own.put("source", "/agents/" + agent.id());
    own.put("tenant", agent.tenant());
    if (!own.has("specversion")) {
      own.put("specversion", "1.0");
    }
    if (!own.has("correlationid") && own.has("id")) {
      own.set("correlationid", own.get("id"));
    }
    try {
      return Optional.of(Json.convert(own, Envelope.class));
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
      errors.add(new Problem.FieldError(where, "is no CloudEvent: " + reason));
      return Optional.empty();
    }
  }

  private static void check(
      Agent agent, Envelope envelope, String where, List<Problem.FieldError> errors) {
    if (envelope.type().startsWith(COMMANDS)) {
      errors.add(
          new Problem.FieldError(
              where + "/type",
              "is told through /api/v1/transport/commands/{id}, where the lease is checked"));
    } else if (!agent.manifest().emits().contains(envelope.type())) {
      errors.add(
          new Problem.FieldError(
              where + "/type",
              "'"
                  + envelope.type()
                  + "' is not among what the manifest emits: "
                  + agent.manifest().emits()));
    } else if (Messages.readEvent(envelope)
        instanceof Messages.Reading.Malformed(String type, String reason)) {
      errors.add(new Problem.FieldError(where + "/data", "is no " + type + ": " + reason));
    }
  }

  /** Keeps events that somebody wants; one writer at a time, so that numbers appear in order. */
  @Transactional
  public void keep(List<Envelope> envelopes) {
    jdbc.sql("select pg_advisory_xact_lock(hashtext(current_schema() || '.transport_event'))")
        .query((rs, n) -> true)
        .single();
    for (Envelope envelope : envelopes) {
      jdbc.sql(
              """
              insert into transport_event (id, tenant, type, envelope) values (?, ?, ?, ?::jsonb)
              on conflict (id) do nothing
              """)
          .params(envelope.id(), envelope.tenant(), envelope.type(), Json.write(envelope))
          .update();
    }
    signal.raiseAfterCommit();
  }

  List<Kept> after(String tenant, Set<String> types, long after, int limit) {
    return jdbc.sql(
            """
            select sequence, envelope from transport_event
            where tenant = ? and type = any (?) and sequence > ? order by sequence limit ?
            """)
        .params(tenant, types.toArray(String[]::new), after, limit)
        .query((rs, n) -> new Kept(rs.getLong(1), Json.mapper().readTree(rs.getString(2))))
        .list();
  }

  /** The types to answer with. */
  static Set<String> wanted(Agent agent, @Nullable List<String> types) {
    Set<String> wants = Set.copyOf(agent.manifest().wants());
    if (types == null || types.isEmpty()) {
      return wants;
    }
    types.stream()
        .filter(type -> !wants.contains(type))
        .findFirst()
        .ifPresent(type -> {
          throw new HexadException(
              ProblemType.FORBIDDEN,
              "The manifest of '" + agent.id() + "' does not want '" + type + "'.");
        });
    return Set.copyOf(types);
  }

  @Scheduled(initialDelay = 600_000, fixedDelay = 3_600_000)
  @Transactional
  public void forgetOld() {
    jdbc.sql("delete from transport_event where received_at < now() - interval '7 days'").update();
  }
}
