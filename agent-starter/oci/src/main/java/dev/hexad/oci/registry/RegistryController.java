package dev.hexad.oci.registry;

import dev.hexad.service.web.RequiresScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The pull and push parts of the OCI Distribution Specification 1.1, with content discovery.
 * Pulling is open, pushing needs the registry's account.
 */
@RestController
@RequiresScope(RequiresScope.NOBODY_IN_PARTICULAR)
class RegistryController {
  private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  static final String NAME_PATTERN = COMPONENT + "(?:/" + COMPONENT + ")*";
  private static final String NAME = "/v2/(?<name>" + NAME_PATTERN + ")";
  private static final Pattern BLOB = Pattern.compile(NAME + "/blobs/(?<ref>[^/]+)");
  private static final Pattern UPLOADS = Pattern.compile(NAME + "/blobs/uploads/?");
  private static final Pattern UPLOAD =
      Pattern.compile(NAME + "/blobs/uploads/(?<ref>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");
  private static final Pattern MANIFEST = Pattern.compile(NAME + "/manifests/(?<ref>[^/]+)");
  private static final Pattern TAGS = Pattern.compile(NAME + "/tags/list");
  private static final Pattern REFERRERS = Pattern.compile(NAME + "/referrers/(?<ref>[^/]+)");
  private static final String TOKEN_PATH = "/v2/token";
  private static final String READ_TOKEN = "read";
  private static final int LONGEST_PATH = 1024;
  private static final String JSON = "application/json";

  private final BuiltInRegistry registry;
  private final BlobRoutes blobs;
  private final UploadRoutes uploads;
  private final ManifestRoutes manifests;
  private final ListRoutes lists;

  RegistryController(BuiltInRegistry registry) {
    this.registry = registry;
    this.blobs = new BlobRoutes(registry.blobs(), registry.repositories());
    this.uploads = new UploadRoutes(registry.blobs(), registry.repositories());
    this.manifests = new ManifestRoutes(registry.blobs(), registry.repositories());
    this.lists = new ListRoutes(registry.repositories());
  }

  @RequestMapping({"/v2", "/v2/", "/v2/**"})
  void handle(HttpServletRequest in, HttpServletResponse out) throws IOException {
    out.setHeader("Docker-Distribution-Api-Version", "registry/2.0");
    try {
      requireAccount(in);
      route(in, out);
    } catch (RegistryException e) {
      error(out, e, challenge(in));
    } catch (NoSuchFileException e) {
      var gone = new RegistryException(404, "BLOB_UPLOAD_UNKNOWN", "it was collected; start anew");
      error(out, gone, challenge(in));
    }
  }

  /**
   * Writing needs the account. The root asks for a token, so that clients fetch one; the one that
   * is given without an account only reads.
   */
  private void requireAccount(HttpServletRequest in) {
    String authorization = in.getHeader("Authorization");
    boolean reads = in.getMethod().equals("GET") || in.getMethod().equals("HEAD");
    boolean root = in.getRequestURI().matches("/v2/?");
    if (reads ? root && authorization == null : !registry.mayPush(authorization)) {
      throw new RegistryException(401, "UNAUTHORIZED", "pushing needs the registry's account");
    }
  }

  private void token(HttpServletRequest in, HttpServletResponse out) throws IOException {
    String authorization = in.getHeader("Authorization");
    if (authorization != null && !registry.mayPush(authorization)) {
      throw new RegistryException(401, "UNAUTHORIZED", "the account is not the registry's");
    }
    String token = authorization == null ? READ_TOKEN : registry.pushToken();
    RegistryCall.json(out, JSON, Map.of("token", token, "access_token", token, "expires_in", 3600));
  }

  private void route(HttpServletRequest in, HttpServletResponse out) throws IOException {
    String path = in.getRequestURI();
    if (path.length() > LONGEST_PATH) {
      throw new RegistryException(400, "NAME_INVALID", "the path is too long");
    }
    Matcher m;
    if (path.equals("/v2") || path.equals("/v2/")) {
      RegistryCall.json(out, JSON, Map.of());
    } else if (path.equals(TOKEN_PATH)) {
      token(in, out);
    } else if (path.equals("/v2/_catalog")) {
      RegistryCall.json(out, JSON, Map.of("repositories", registry.repositories().all()));
    } else if ((m = TAGS.matcher(path)).matches()) {
      lists.tags(new RegistryCall(in, out, m));
    } else if ((m = UPLOADS.matcher(path)).matches()) {
      uploads.begin(new RegistryCall(in, out, m));
    } else if ((m = UPLOAD.matcher(path)).matches()) {
      uploads.continued(new RegistryCall(in, out, m));
    } else if ((m = BLOB.matcher(path)).matches()) {
      blobs.handle(new RegistryCall(in, out, m));
    } else if ((m = MANIFEST.matcher(path)).matches()) {
      manifests.handle(new RegistryCall(in, out, m));
    } else if ((m = REFERRERS.matcher(path)).matches()) {
      lists.referrers(new RegistryCall(in, out, m));
    } else {
      throw new RegistryException(404, "NAME_INVALID", "no such resource: " + path);
    }
  }

  private static String challenge(HttpServletRequest in) {
    String here = "http://" + in.getHeader("Host");
    return "Bearer realm=\"" + here + TOKEN_PATH + "\",service=\"hexad\"";
  }

  private static void error(HttpServletResponse out, RegistryException e, String challenge)
      throws IOException {
    out.setStatus(e.status());
    if (e.status() == 401) {
      out.setHeader("WWW-Authenticate", challenge);
    }
    String message = String.valueOf(e.getMessage());
    RegistryCall.json(
        out, JSON, Map.of("errors", List.of(Map.of("code", e.code(), "message", message))));
  }
}
