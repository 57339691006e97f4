package dev.hexad.servers;

/**
 * What one service needs to reach its schema.
 *
 * @param service short name of the service, which is also the schema
 * @param url JDBC URL with the schema as current schema
 */
public record ServiceCredentials(String service, String url, String username, String password) {
  @Override
  public String toString() {
    return "ServiceCredentials[" + service + ", " + url + ", " + username + "]";
  }
}
