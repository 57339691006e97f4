package dev.hexad.contracts.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A CloudEvents 1.0 event in structured JSON mode, with Hexad's extension attributes. Every message
 * on the bus is one. Immutable and thread-safe.
 *
 * @param specversion always {@code 1.0}
 * @param id unique per message; receivers use it to recognise a redelivery
 * @param source who says it, as a URI reference, for example {@code /agents/ci}
 * @param type hand-chosen message type with version, for example {@code
 *     dev.hexad.ci.build.succeeded.v1}
 * @param subject the aggregate the message is about; also the ordering key
 * @param time when it happened, UTC
 * @param datacontenttype always {@code application/json}
 * @param tenant owner of everything in this message
 * @param correlationid the run this belongs to, or the id of the first message of the story
 * @param causationid id of the message that caused this one
 * @param traceparent W3C trace context, when a trace is on
 * @param data the payload
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Envelope(
    String specversion,
    UUID id,
    String source,
    String type,
    String subject,
    Instant time,
    String datacontenttype,
    String tenant,
    UUID correlationid,
    @Nullable UUID causationid,
    @Nullable String traceparent,
    JsonNode data) {

  /** The tenant of an installation that has only one. */
  public static final String DEFAULT_TENANT = "default";

  public Envelope {
    if (!"1.0".equals(specversion)) {
      throw new IllegalArgumentException(
          "specversion must be 1.0 (CloudEvents), not " + specversion);
    }
    Objects.requireNonNull(id, "id");
    requireText(source, "source");
    requireText(type, "type");
    requireText(subject, "subject");
    Objects.requireNonNull(time, "time");
    datacontenttype = datacontenttype == null ? "application/json" : datacontenttype;
    requireText(tenant, "tenant");
    Objects.requireNonNull(correlationid, "correlationid");
    Objects.requireNonNull(data, "data");
  }

  /** A copy with another trace context. */
  public Envelope withTraceparent(@Nullable String parent) {
    return new Envelope(
        specversion,
        id,
        source,
        type,
        subject,
        time,
        datacontenttype,
        tenant,
        correlationid,
        causationid,
        parent,
        data);
  }

  private static void requireText(@Nullable String value, String name) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("envelope attribute '" + name + "' is missing");
    }
  }
}
