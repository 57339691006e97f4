package dev.hexad.oci.client;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How registries are reached.
 *
 * @param plainHttp allows http to other machines; to this machine it is always allowed
 * @param tls whom to trust, null for the authorities that Java knows
 * @param timeout longest wait for an answer
 * @param attempts how often a request is tried when the registry is busy or away
 * @param chunk size of the parts that large blobs are sent in, in bytes
 */
public record ClientOptions(
    boolean plainHttp, @Nullable SSLContext tls, Duration timeout, int attempts, int chunk) {
  /** Https, five attempts, chunks of 16 MiB. */
  public static final ClientOptions DEFAULT =
      new ClientOptions(false, null, Duration.ofMinutes(2), 5, 16 * 1024 * 1024);

  public ClientOptions {
    if (attempts < 1 || chunk < 1) {
      throw new IllegalArgumentException("attempts and chunk are at least 1");
    }
  }

  public ClientOptions trusting(SSLContext context) {
    return new ClientOptions(plainHttp, context, timeout, attempts, chunk);
  }

  public ClientOptions inChunksOf(int bytes) {
    return new ClientOptions(plainHttp, tls, timeout, attempts, bytes);
  }
}
