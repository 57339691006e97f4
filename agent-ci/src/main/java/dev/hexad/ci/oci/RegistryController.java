package dev.hexad.ci.oci;

import dev.hexad.contracts.message.Json;
import dev.hexad.service.web.BodyLimit;
import dev.hexad.service.web.RequiresScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The pull and push parts of the OCI Distribution Specification 1.1, with content discovery.
 * Pulling is open, pushing needs the registry's account.
 */
@RestController
@RequiresScope(RequiresScope.NOBODY_IN_PARTICULAR)
class RegistryController {
  private static final String NAME = "(?<name>[a-z0-9]+(?:[._/-][a-z0-9]+)*)";
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
  private static final Pattern BLOB = Pattern.compile("/v2/" + NAME + "/blobs/(?<ref>[^/]+)");
  private static final Pattern UPLOADS = Pattern.compile("/v2/" + NAME + "/blobs/uploads/?");
  private static final Pattern UPLOAD =
      Pattern.compile("/v2/" + NAME + "/blobs/uploads/(?<ref>[0-9a-f-]{36})");
  private static final Pattern MANIFEST =
      Pattern.compile("/v2/" + NAME + "/manifests/(?<ref>[^/]+)");
  private static final Pattern TAGS = Pattern.compile("/v2/" + NAME + "/tags/list");
  private static final String TOKEN_PATH = "/v2/token";
  private static final String READ_TOKEN = "read";
  private static final int MANIFEST_LIMIT = 4 * 1024 * 1024;

  private final BuiltInRegistry registry;
  private final BlobStore store;

  RegistryController(BuiltInRegistry registry) {
    this.registry = registry;
    this.store = new BlobStore(registry.root());
  }

  /** One request, with what its path matched. */
  private record Call(HttpServletRequest in, HttpServletResponse out, Matcher path) {
    String method() {
      return in.getMethod();
    }

    String name() {
      return path.group("name");
    }

    String ref() {
      return path.group("ref");
    }
  }

  @RequestMapping({"/v2", "/v2/", "/v2/**"})
  void handle(HttpServletRequest in, HttpServletResponse out) throws IOException {
    out.setHeader("Docker-Distribution-Api-Version", "registry/2.0");
    try {
      requireAccount(in);
      route(in, out);
    } catch (RegistryException e) {
      error(out, e, challenge(in));
    } catch (BlobStore.DigestMismatchException e) {
      var wrong = new RegistryException(400, "DIGEST_INVALID", String.valueOf(e.getMessage()));
      error(out, wrong, challenge(in));
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
    json(out, Map.of("token", token, "access_token", token, "expires_in", 3600));
  }

  private void route(HttpServletRequest in, HttpServletResponse out) throws IOException {
    String path = in.getRequestURI();
    Matcher m;
    if (path.equals("/v2") || path.equals("/v2/")) {
      json(out, Map.of());
    } else if (path.equals(TOKEN_PATH)) {
      token(in, out);
    } else if (path.equals("/v2/_catalog")) {
      json(out, Map.of("repositories", store.repositories()));
    } else if ((m = TAGS.matcher(path)).matches()) {
      tags(new Call(in, out, m));
    } else if ((m = UPLOADS.matcher(path)).matches()) {
      begin(new Call(in, out, m));
    } else if ((m = UPLOAD.matcher(path)).matches()) {
      upload(new Call(in, out, m));
    } else if ((m = BLOB.matcher(path)).matches()) {
      blob(new Call(in, out, m));
    } else if ((m = MANIFEST.matcher(path)).matches()) {
      manifest(new Call(in, out, m));
    } else {
      throw new RegistryException(404, "NAME_INVALID", "no such resource: " + path);
    }
  }

  private void tags(Call call) throws IOException {
    List<String> tags = store.links(call.name(), "tags");
    if (tags.isEmpty()) {
      throw new RegistryException(404, "NAME_UNKNOWN", "no repository " + call.name());
    }
    json(call.out(), Map.of("name", call.name(), "tags", tags));
  }

  private void begin(Call call) throws IOException {
    requireMethod(call, "POST");
    String mount = call.in().getParameter("mount");
    if (mount != null && DIGEST.matcher(mount).matches() && store.blob(mount).isPresent()) {
      created(call, "/v2/" + call.name() + "/blobs/" + mount, mount);
      return;
    }
    UUID id = store.beginUpload();
    String digest = call.in().getParameter("digest");
    if (digest != null) {
      store.append(id, call.in().getInputStream());
      finish(call, id, digest);
      return;
    }
    progress(call, id, 0);
  }

  private void upload(Call call) throws IOException {
    UUID id = UUID.fromString(call.ref());
    long have =
        store
            .uploaded(id)
            .orElseThrow(
                () -> new RegistryException(404, "BLOB_UPLOAD_UNKNOWN", "no upload " + id));
    switch (call.method()) {
      case "GET" -> {
        progress(call, id, have);
        call.out().setStatus(204);
      }
      case "PATCH" -> {
        requireContinuation(call, have);
        store.append(id, call.in().getInputStream());
        progress(call, id, store.uploaded(id).orElse(0L));
      }
      case "PUT" -> {
        store.append(id, call.in().getInputStream());
        finish(call, id, String.valueOf(call.in().getParameter("digest")));
      }
      case "DELETE" -> {
        store.cancelUpload(id);
        call.out().setStatus(204);
      }
      default -> requireMethod(call, "PATCH");
    }
  }

  private static void requireContinuation(Call call, long have) {
    String range = call.in().getHeader("Content-Range");
    if (range != null && !range.startsWith(have + "-")) {
      throw new RegistryException(416, "BLOB_UPLOAD_INVALID", "continue at byte " + have);
    }
  }

  private static void progress(Call call, UUID id, long have) {
    call.out().setStatus(202);
    call.out().setHeader("Location", "/v2/" + call.name() + "/blobs/uploads/" + id);
    call.out().setHeader("Range", "0-" + Math.max(0, have - 1));
    call.out().setHeader("Docker-Upload-UUID", id.toString());
  }

  private void finish(Call call, UUID id, String digest) throws IOException {
    requireDigest(digest);
    store.finishUpload(id, digest);
    created(call, "/v2/" + call.name() + "/blobs/" + digest, digest);
  }

  private static void created(Call call, String location, String digest) {
    call.out().setStatus(201);
    call.out().setHeader("Location", location);
    call.out().setHeader("Docker-Content-Digest", digest);
  }

  private void blob(Call call) throws IOException {
    requireDigest(call.ref());
    Path file =
        store
            .blob(call.ref())
            .orElseThrow(() -> new RegistryException(404, "BLOB_UNKNOWN", "no blob " + call.ref()));
    send(call, file, call.ref(), "application/octet-stream");
  }

  private void manifest(Call call) throws IOException {
    switch (call.method()) {
      case "GET", "HEAD" -> readManifest(call);
      case "PUT" -> putManifest(call);
      default -> requireMethod(call, "GET");
    }
  }

  private void readManifest(Call call) throws IOException {
    String digest =
        DIGEST.matcher(call.ref()).matches()
            ? call.ref()
            : store.readLink(call.name(), "tags", tag(call.ref())).orElse("");
    String type =
        digest.isEmpty() ? "" : store.readLink(call.name(), "manifests", digest).orElse("");
    if (type.isEmpty()) {
      throw new RegistryException(
          404, "MANIFEST_UNKNOWN", "no manifest " + call.name() + ":" + call.ref());
    }
    send(call, store.blob(digest).orElseThrow(), digest, type);
  }

  private void putManifest(Call call) throws IOException {
    byte[] bytes = BodyLimit.read(call.in().getInputStream(), MANIFEST_LIMIT);
    requireBlobs(bytes);
    String digest = store.put(bytes);
    if (DIGEST.matcher(call.ref()).matches() && !digest.equals(call.ref())) {
      throw new RegistryException(400, "DIGEST_INVALID", "the manifest's digest is " + digest);
    }
    String type = call.in().getContentType();
    store.link(
        call.name(),
        "manifests",
        digest,
        type == null ? "application/vnd.oci.image.manifest.v1+json" : type);
    if (!digest.equals(call.ref())) {
      store.link(call.name(), "tags", tag(call.ref()), digest);
    }
    created(call, "/v2/" + call.name() + "/manifests/" + digest, digest);
  }

  /** A manifest is taken only when everything that it names is here. */
  private void requireBlobs(byte[] manifest) {
    JsonNode json;
    try {
      json = Json.mapper().readTree(manifest);
    } catch (JacksonException e) {
      throw new RegistryException(400, "MANIFEST_INVALID", "the manifest is not JSON");
    }
    for (String list : List.of("layers", "manifests")) {
      json.path(list).forEach(item -> requireBlob(item.path("digest").asString("")));
    }
    if (json.has("config")) {
      requireBlob(json.path("config").path("digest").asString(""));
    }
  }

  private void requireBlob(String digest) {
    requireDigest(digest);
    if (store.blob(digest).isEmpty()) {
      throw new RegistryException(400, "MANIFEST_BLOB_UNKNOWN", "no blob " + digest);
    }
  }

  private static String tag(String ref) {
    if (!TAG.matcher(ref).matches()) {
      throw new RegistryException(400, "TAG_INVALID", "'" + ref + "' is not a tag");
    }
    return ref;
  }

  private static void requireDigest(String digest) {
    if (!DIGEST.matcher(digest).matches()) {
      throw new RegistryException(400, "DIGEST_INVALID", "'" + digest + "' is not sha256:<hex>");
    }
  }

  private static void requireMethod(Call call, String method) {
    if (!call.method().equals(method)) {
      throw new RegistryException(405, "UNSUPPORTED", call.method() + " is not offered here");
    }
  }

  private static void send(Call call, Path file, String digest, String type) throws IOException {
    call.out().setContentType(type);
    call.out().setContentLengthLong(Files.size(file));
    call.out().setHeader("Docker-Content-Digest", digest);
    call.out().setHeader("ETag", "\"" + digest + "\"");
    if (call.method().equals("GET")) {
      Files.copy(file, call.out().getOutputStream());
    }
  }

  private static void json(HttpServletResponse out, Object body) throws IOException {
    out.setContentType("application/json");
    out.getWriter().write(Json.write(body));
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
    json(out, Map.of("errors", List.of(Map.of("code", e.code(), "message", message))));
  }
}
