package dev.hexad.oci.client;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests to one repository, logged in when the registry asks for it. */
final class RegistryRequests {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:[._/-]+[a-z0-9]+)*");
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9.-]+(?::\\d{1,5})?|\\[::1](?::\\d{1,5})?");
  private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;\\s*rel=\"?next\"?");
  private static final int ERROR_LIMIT = 64 * 1024;
  private final RegistryHttp http;
  private final Authorizer authorizer;
  private final URI base;
  private final String where;

  private RegistryRequests(
      RegistryHttp http, String registry, String name, RegistryCredentials credentials) {
    this.http = http;
    this.authorizer = new Authorizer(http, registry, credentials, name);
    this.base = URI.create(http.base(registry) + "/v2/" + name);
    this.where = registry + "/" + name;
  }

  static RegistryRequests of(
      String repository, RegistryCredentials credentials, ClientOptions options) {
    int slash = repository.indexOf('/');
    String first = slash < 0 ? "" : repository.substring(0, slash);
    boolean hasHost = first.contains(".") || first.contains(":") || first.equals("localhost");
    String registry = hasHost ? first : "docker.io";
    String name = hasHost ? repository.substring(slash + 1) : repository;
    if (registry.equals("docker.io") && !name.contains("/")) {
      name = "library/" + name;
    }
    if (!NAME.matcher(name).matches() || !HOST.matcher(registry).matches()) {
      throw new HexadException(
          ProblemType.INVALID, "'" + repository + "' is no repository; write host/name.");
    }
    return new RegistryRequests(new RegistryHttp(options), registry, name, credentials);
  }

  String where() {
    return where;
  }

  URI uri(String path) {
    return URI.create(base + path);
  }

  HttpResponse<InputStream> get(String path, Map<String, String> headers) {
    return send("GET", uri(path), headers, new byte[0]);
  }

  /** Sends a request; credentials go to the registry's own address only. */
  HttpResponse<InputStream> send(String method, URI uri, Map<String, String> headers, byte[] body) {
    var call = new RegistryHttp.Call(method, uri, headers, body);
    boolean own = RegistryHttp.sameOrigin(uri, base);
    var answer = http.send(call, own ? authorizer.header() : null);
    boolean writes = !method.equals("GET") && !method.equals("HEAD");
    if (answer.statusCode() != 401 || !own || !RegistryHttp.sameOrigin(answer.uri(), base)) {
      return answer;
    }
    if (!authorizer.answer(answer, writes)) {
      return answer;
    }
    RegistryHttp.discard(answer);
    return http.send(call, authorizer.header());
  }

  /** Where an upload goes on. */
  URI location(HttpResponse<InputStream> answer) {
    return answer
        .headers()
        .firstValue("Location")
        .map(answer.uri()::resolve)
        .orElseThrow(() ->
            new HexadException(
                ProblemType.UPSTREAM_FAILED, where + " did not say where to upload."));
  }

  Optional<URI> nextPage(HttpResponse<InputStream> answer, URI current) {
    return answer
        .headers()
        .firstValue("Link")
        .map(NEXT::matcher)
        .filter(Matcher::find)
        .map(found -> current.resolve(found.group(1)))
        .filter(next -> RegistryHttp.sameOrigin(next, base) && !next.equals(current));
  }

  void require(HttpResponse<InputStream> answer, int... expected) {
    int status = answer.statusCode();
    if (Arrays.stream(expected).anyMatch(wanted -> wanted == status)) {
      return;
    }
    String body = new String(RegistryHttp.read(answer, ERROR_LIMIT), StandardCharsets.UTF_8);
    String code = body.replaceAll("(?s).*\"code\"\\s*:\\s*\"([A-Z_]{1,40})\".*", "$1");
    ProblemType type =
        switch (status) {
          case 401, 403 -> ProblemType.FORBIDDEN;
          case 404 -> ProblemType.NOT_FOUND;
          case 413 -> ProblemType.TOO_LARGE;
          default -> ProblemType.UPSTREAM_FAILED;
        };
    throw new HexadException(
        type,
        where
            + " answered HTTP "
            + status
            + (code.equals(body) ? "" : " " + code)
            + (type == ProblemType.FORBIDDEN ? "; check the registry's credentials." : "."));
  }
}
