package dev.hexad.ci.webhook;

import dev.hexad.contracts.event.ChangeRef;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as kept.
 *
 * @param deliveryId the sender's id
 * @param verdict ACCEPTED, IGNORED, HELD, DENIED or REFUSED
 * @param runId the run that it caused
 * @param redeliveryOf the delivery that it repeats
 * @param decidedBy who approved or denied it
 * @param redeliverable whether its body is still kept
 */
record Delivery(
    UUID id,
    UUID applicationId,
    @Nullable String application,
    String provider,
    String deliveryId,
    String kind,
    String verdict,
    @Nullable String reason,
    @Nullable UUID runId,
    @Nullable ChangeRef change,
    @Nullable UUID redeliveryOf,
    @Nullable String decidedBy,
    boolean redeliverable,
    Instant receivedAt) {}
