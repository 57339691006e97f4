package dev.hexad.orchestrator.plugin;

import dev.hexad.contracts.manifest.Manifest;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.registry.Plugin;
import dev.hexad.service.outbound.GuardedHttp;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Gets manifests from where an operator says. */
@Component
class ManifestSource {
  /** The largest manifest, in bytes. */
  static final int LIMIT = 256 * 1024;

  private final GuardedHttp http;
  private final ImageLabels images;

  ManifestSource(OutboundGuard guard) {
    this.http = new GuardedHttp(guard, Duration.ofSeconds(20));
    this.images = new ImageLabels(http);
  }

  /** Exactly one of the three. */
  record Wish(@Nullable String url, @Nullable JsonNode manifest, @Nullable String image) {}

  /** A manifest and where it came from; the reference is empty for a file. */
  record Fetched(Manifest manifest, Plugin.Source source, String reference) {}

  /**
   * Fetches and reads.
   *
   * @throws HexadException of type invalid when it is no manifest; forbidden when the address may
   *     not be called; upstream-failed when it gives nothing
   */
  Fetched fetch(Wish wish) {
    String url = wish.url();
    JsonNode manifest = wish.manifest();
    String image = wish.image();
    if (Stream.of(url, manifest, image).filter(each -> each != null).count() != 1) {
      throw new HexadException(
          ProblemType.INVALID, "Give exactly one of 'url', 'manifest' and 'image'.");
    }
    if (url != null) {
      return new Fetched(parse(download(url), url), Plugin.Source.URL, url);
    }
    if (image != null) {
      return new Fetched(
          parse(images.label(image, "dev.hexad.manifest"), image), Plugin.Source.IMAGE, image);
    }
    return new Fetched(parse(String.valueOf(manifest), "The manifest"), Plugin.Source.FILE, "");
  }

  private String download(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new HexadException(ProblemType.INVALID, "'url' is not a URL.", e);
    }
    var request = HttpRequest.newBuilder();
    try {
      request.uri(uri).header("Accept", "application/json").GET();
    } catch (IllegalArgumentException e) {
      throw new HexadException(
          ProblemType.INVALID, "'url' must begin with http:// or https://.", e);
    }
    try {
      GuardedHttp.Answer answer = http.send(request.build(), LIMIT);
      if (answer.status() != 200) {
        throw new HexadException(
            ProblemType.UPSTREAM_FAILED, uri.getHost() + " answered " + answer.status() + ".");
      }
      if (answer.cut()) {
        throw new HexadException(
            ProblemType.TOO_LARGE, "The manifest is larger than " + LIMIT + " bytes.");
      }
      return answer.text();
    } catch (IOException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, uri.getHost() + " gives no manifest: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HexadException(ProblemType.UNAVAILABLE, "The orchestrator stops.", e);
    }
  }

  private static Manifest parse(String text, String where) {
    if (text.length() > LIMIT) {
      throw new HexadException(
          ProblemType.TOO_LARGE, "The manifest is larger than " + LIMIT + " characters.");
    }
    try {
      return Json.read(text, Manifest.class);
    } catch (JacksonException e) {
      Throwable cause = e.getCause() instanceof RuntimeException inner ? inner : e;
      String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
      throw new HexadException(ProblemType.INVALID, where + " is no manifest: " + reason, e);
    }
  }
}
