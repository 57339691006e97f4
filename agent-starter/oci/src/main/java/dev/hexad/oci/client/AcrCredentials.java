package dev.hexad.oci.client;

import dev.hexad.contracts.message.Secret;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Azure Container Registry: a Microsoft Entra access token is exchanged for a refresh token of the
 * registry, which then gives an access token for each scope. For an admin user take {@link
 * RegistryCredentials#basic}.
 */
public final class AcrCredentials implements RegistryCredentials {
  private final Supplier<Secret> entraToken;
  private final @Nullable String tenant;
  private final RegistryHttp http;

  /**
   * Credentials of an Entra identity.
   *
   * @param entraToken gives an access token for Azure Resource Manager, fresh at each call
   * @param tenant the directory, null for the token's own
   */
  public AcrCredentials(
      Supplier<Secret> entraToken, @Nullable String tenant, ClientOptions options) {
    this.entraToken = entraToken;
    this.tenant = tenant;
    this.http = new RegistryHttp(options);
  }

  @Override
  public Login login(String registry) {
    var form = new TreeMap<String, String>();
    form.put("grant_type", "access_token");
    form.put("service", registry);
    form.put("access_token", entraToken.get().reveal());
    if (tenant != null) {
      form.put("tenant", tenant);
    }
    var answer = http.postForm(http.base(registry).resolve("/oauth2/exchange"), Map.copyOf(form));
    return new RefreshToken(RegistryHttp.token(answer, registry, "refresh_token"));
  }
}
