package dev.hexad.oci.registry;

import dev.hexad.contracts.message.Json;
import dev.hexad.oci.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** One request, with what its path matched. */
record RegistryCall(HttpServletRequest in, HttpServletResponse out, Matcher path) {
  private static final int LONGEST_NAME = 255;

  RegistryCall {
    if (path.group("name").length() > LONGEST_NAME) {
      throw new RegistryException(400, "NAME_INVALID", "a name has at most 255 characters");
    }
  }

  String method() {
    return in.getMethod();
  }

  String name() {
    return path.group("name");
  }

  String ref() {
    return path.group("ref");
  }

  /** The part of the path that is a digest. */
  String digest() {
    return requireDigest(ref());
  }

  @Nullable String parameter(String name) {
    return in.getParameter(name);
  }

  void requireMethod(String method) {
    if (!method().equals(method)) {
      throw RegistryException.badMethod(method());
    }
  }

  void created(String location, String digest) {
    out.setStatus(201);
    out.setHeader("Location", location);
    out.setHeader("Docker-Content-Digest", digest);
  }

  void json(String type, Object body) throws IOException {
    json(out, type, body);
  }

  static void json(HttpServletResponse out, String type, Object body) throws IOException {
    out.setContentType(type);
    out.getOutputStream().write(Json.mapper().writeValueAsBytes(body));
  }

  static String requireDigest(@Nullable String digest) {
    if (digest == null || !Sha256.isDigest(digest)) {
      throw new RegistryException(400, "DIGEST_INVALID", "'" + digest + "' is not sha256:<hex>");
    }
    return digest;
  }
}
