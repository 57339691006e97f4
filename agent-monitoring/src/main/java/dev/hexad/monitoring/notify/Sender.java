package dev.hexad.monitoring.notify;

import dev.hexad.contracts.message.Secret;
import dev.hexad.monitoring.settings.Channel;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Sends to channels of one kind. */
interface Sender {
  Channel.Kind kind();

  /** A channel, with its secret where it names one. */
  record Target(Channel channel, @Nullable Secret secret) {
    Secret requireSecret() {
      if (secret == null) {
        throw new IllegalStateException("the channel '" + channel.name() + "' has no secret");
      }
      return secret;
    }
  }

  /** The other side will not take it, however often it is sent. */
  final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  /**
   * Sends a message. A second time must do no harm: the other side knows it by the key, where it
   * can.
   *
   * @param key the same for the same message
   * @throws RefusedException when it makes no sense to send it again
   * @throws IOException when it was not taken
   */
  void send(Target target, Message message, String key) throws IOException, InterruptedException;
}
