package dev.hexad.iac.settings;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Workspaces whose runs are done by Terraform Cloud: HCP Terraform, or a Terraform Enterprise.
 *
 * @param workspaces which ones, with {@code *} for any text; the first entry that fits counts
 * @param organization there
 * @param workspace its name there; the same name when absent
 * @param address of the service; {@code https://app.terraform.io} when absent
 * @param tokenSecret name of the secret that holds the token
 */
public record TerraformCloud(
    String workspaces,
    String organization,
    @Nullable String workspace,
    @Nullable String address,
    String tokenSecret) {
  private static final String USUAL = "https://app.terraform.io";
  private static final String NAME = "[A-Za-z0-9_-]+";

  public TerraformCloud {
    if (workspaces == null || workspaces.isBlank()) {
      throw new IllegalArgumentException("terraformCloud: 'workspaces' is missing");
    }
    if (organization == null || !organization.matches(NAME)) {
      throw new IllegalArgumentException(
          "terraformCloud: the organization '"
              + organization
              + "' must be letters, digits, - or _");
    }
    if (workspace != null && !workspace.matches(NAME)) {
      throw new IllegalArgumentException(
          "terraformCloud: the workspace '" + workspace + "' must be letters, digits, - or _");
    }
    if (tokenSecret == null || tokenSecret.isBlank()) {
      throw new IllegalArgumentException("terraformCloud: 'tokenSecret' is missing");
    }
    if (address != null && !isAddress(address)) {
      throw new IllegalArgumentException(
          "terraformCloud: the address '" + address + "' must be like " + USUAL);
    }
  }

  private static boolean isAddress(String text) {
    try {
      URI uri = new URI(text);
      return uri.getHost() != null
          && uri.getUserInfo() == null
          && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  @Override
  public String address() {
    return address == null ? USUAL : address.replaceFirst("/+$", "");
  }

  /** Whether this is for a workspace. */
  public boolean fits(String name) {
    return WorkspacePattern.fits(workspaces, name);
  }

  /** How a workspace of this name is called there. */
  public String nameOf(String name) {
    return workspace == null ? name : workspace;
  }
}
