package dev.hexad.iac.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs of some workspaces may use.
 *
 * @param workspaces which ones, with {@code *} for any text; the first entry that fits counts
 * @param providers source addresses, for example {@code registry.terraform.io/hashicorp/*}; all
 *     when absent
 * @param modules sources of modules that are not of the repository, for example {@code
 *     git::https://git.example/*}; all when absent
 * @param hosts that the program may reach by the agent's proxy, for example {@code
 *     *.amazonaws.com}, or {@code host:port} for another port than 443; all, and no proxy, when
 *     absent
 */
public record Boundary(
    String workspaces,
    @Nullable List<String> providers,
    @Nullable List<String> modules,
    @Nullable List<String> hosts) {
  public Boundary {
    if (workspaces == null || workspaces.isBlank()) {
      throw new IllegalArgumentException("boundaries: 'workspaces' is missing");
    }
    providers = providers == null ? null : List.copyOf(providers);
    modules = modules == null ? null : List.copyOf(modules);
    hosts = hosts == null ? null : List.copyOf(hosts);
    for (String host : hosts == null ? List.<String>of() : hosts) {
      if (!host.matches("(\\*\\.)?[A-Za-z0-9.-]+(:\\d{1,5})?")) {
        throw new IllegalArgumentException(
            "boundaries: '" + host + "' is no host; write it like *.example.com or host:8443");
      }
    }
  }

  /** Whether this is for a workspace. */
  public boolean fits(String workspace) {
    return WorkspacePattern.fits(workspaces, workspace);
  }
}
