package dev.hexad.service.outbox;

import dev.hexad.contracts.message.Envelope;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the current work belongs to, so that messages sent from it carry tenant, run and cause.
 * Bound for the extent of a call and seen by everything below it on the same thread.
 *
 * @param correlationId the run, or the first message of the story
 * @param causationId the message that caused the work
 */
public record MessageContext(String tenant, UUID correlationId, @Nullable UUID causationId) {
  private static final ScopedValue<MessageContext> CURRENT = ScopedValue.newInstance();

  public static MessageContext of(Envelope cause) {
    return new MessageContext(cause.tenant(), cause.correlationid(), cause.id());
  }

  /** The bound context, or null when the work was caused by no message. */
  public static @Nullable MessageContext current() {
    return CURRENT.isBound() ? CURRENT.get() : null;
  }

  /** Runs the work with this context. */
  public void run(Runnable work) {
    ScopedValue.where(CURRENT, this).run(work);
  }

  /** Runs the work with this context and gives its result. */
  public <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
    return ScopedValue.where(CURRENT, this).call(work);
  }
}
