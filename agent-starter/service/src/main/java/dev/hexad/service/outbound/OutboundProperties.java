package dev.hexad.service.outbound;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What may be called beside public addresses, prefix {@code hexad.outbound}.
 *
 * @param allow blocks of addresses, hosts, or hosts with a port; none when absent
 */
@ConfigurationProperties("hexad.outbound")
public record OutboundProperties(@Nullable List<String> allow) {
  /** The entries, never absent. */
  public List<String> allowed() {
    return allow == null ? List.of() : List.copyOf(allow);
  }
}
