package dev.hexad.finops.source.azure;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.finops.access.AzureLogin;
import dev.hexad.finops.access.JsonApi;
import dev.hexad.finops.focus.PieceStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A container of Azure's Blob Storage, opened by a service principal or a signature. */
final class BlobContainer {
  private static final String NAME = "Azure Blob Storage";
  private static final String VERSION = "2024-08-04";
  private static final String SCOPE = "https://storage.azure.com/.default";
  private static final int CHUNK = 8 * 1024 * 1024;

  private final JsonApi api;
  private final String url;
  private final String secretName;
  private final Secret secret;
  private final @Nullable Secret signature;
  private @Nullable Secret token;

  /** A container by its URL, without a slash at the end. */
  BlobContainer(String url, JsonApi api, String secretName, Secret secret) {
    this.api = api;
    this.url = url;
    this.secretName = secretName;
    this.secret = secret;
    this.signature = signature(secret);
  }

  private static @Nullable Secret signature(Secret secret) {
    try {
      String sas = Json.mapper().readTree(secret.reveal()).path("sas").asString("");
      return sas.isEmpty() ? null : Secret.of(sas.replaceFirst("^\\?", ""));
    } catch (JacksonException e) {
      // What is no JSON is told of as a service principal that cannot be read.
      return null;
    }
  }

  /** All blobs whose names begin so. */
  List<Blob> list(String prefix) throws IOException {
    List<Blob> blobs = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    String marker = "";
    do {
      String query =
          "restype=container&comp=list"
              + (prefix.isEmpty() ? "" : "&prefix=" + encoded(prefix))
              + (marker.isEmpty() ? "" : "&marker=" + encoded(marker));
      BlobPage page = BlobPage.read(api.bytes(NAME, request("", query).GET().build()));
      blobs.addAll(page.blobs());
      marker = page.next();
      if (!seen.add(marker)) {
        throw new IOException(NAME + " gives the same page twice");
      }
    } while (!marker.isEmpty());
    return blobs;
  }

  /** A blob as it was listed; one that has changed since is an error. */
  InputStream open(Blob blob) {
    return new Pieces(blob);
  }

  /** A blob piece by piece, for it may be larger than the memory. */
  private final class Pieces extends PieceStream {
    private final Blob blob;
    private long begun;

    private Pieces(Blob blob) {
      this.blob = blob;
    }

    @Override
    protected byte @Nullable [] next() throws IOException {
      if (begun >= blob.size()) {
        return null;
      }
      long last = Math.min(begun + CHUNK, blob.size()) - 1;
      byte[] piece =
          api.bytes(
              NAME,
              request("/" + encoded(blob.name()).replace("%2F", "/"), "")
                  .header("x-ms-range", "bytes=" + begun + "-" + last)
                  .header("If-Match", quoted(blob.etag()))
                  .GET()
                  .build());
      if (piece.length != last - begun + 1) {
        throw new IOException(NAME + " gives another piece of '" + blob.name() + "' than asked");
      }
      begun = last + 1;
      return piece;
    }
  }

  private HttpRequest.Builder request(String path, String query) throws IOException {
    String all = query;
    Secret signed = signature;
    if (signed != null) {
      all = query.isEmpty() ? signed.reveal() : query + "&" + signed.reveal();
    }
    URI address;
    try {
      address = URI.create(url + path + (all.isEmpty() ? "" : "?" + all));
    } catch (IllegalArgumentException e) {
      // The cause would quote the signature.
      throw new IOException("the URL of the container or its signature is not valid");
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(address).header("x-ms-version", VERSION);
    return signed == null ? request.header("Authorization", "Bearer " + token().reveal()) : request;
  }

  private Secret token() throws IOException {
    Secret known = token;
    if (known == null) {
      known = AzureLogin.of(secretName, secret).token(api, SCOPE);
      token = known;
    }
    return known;
  }

  private static String quoted(String etag) {
    return etag.startsWith("\"") ? etag : "\"" + etag + "\"";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
