package dev.hexad.cd.target.kubernetes;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.oci.Sha256;
import dev.hexad.service.outbound.GuardedHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Fetches charts from a chart repository: an index and archives over HTTP. */
final class ChartRepository {
  /** The largest public indexes are of some 20 MB. */
  private static final int INDEX_BYTES = 64 * 1024 * 1024;

  private static final int CHART_BYTES = 20 * 1024 * 1024;

  private final GuardedHttp http;
  private final URI root;

  ChartRepository(GuardedHttp http, String address) {
    this.http = http;
    this.root = URI.create(address.endsWith("/") ? address : address + "/");
  }

  /**
   * Writes the archive of a chart into a folder; its digest is checked when the index has one.
   *
   * @throws HexadException when there is no such chart or version
   */
  Path fetch(String name, String version, Path folder) throws IOException, InterruptedException {
    JsonNode entry =
        index()
            .path("entries")
            .path(name)
            .valueStream()
            .filter(one -> same(one.path("version").asString(""), version))
            .findFirst()
            .orElseThrow(() -> invalid("has no chart '" + name + "' of version " + version));
    String url = entry.at("/urls/0").asString("");
    if (url.isEmpty()) {
      throw invalid("names no address for " + name + " " + version);
    }
    byte[] archive = get(root.resolve(url), CHART_BYTES);
    String digest = entry.path("digest").asString("").replaceFirst("^sha256:", "");
    if (!digest.isEmpty() && !Sha256.digest(archive).equalsIgnoreCase("sha256:" + digest)) {
      throw invalid(
          "gives an archive of %s %s that has another digest than its index says"
              .formatted(name, version));
    }
    return Files.write(folder.resolve("chart.tgz"), archive);
  }

  private static boolean same(String one, String other) {
    return one.replaceFirst("^v", "").equals(other.replaceFirst("^v", ""));
  }

  private JsonNode index() throws IOException, InterruptedException {
    byte[] text = get(root.resolve("index.yaml"), INDEX_BYTES);
    var options = new LoaderOptions();
    options.setCodePointLimit(INDEX_BYTES);
    options.setNestingDepthLimit(ManifestReader.DEPTH);
    options.setMaxAliasesForCollections(ManifestReader.ALIASES);
    try {
      Object tree =
          new Yaml(new SafeConstructor(options))
              .load(new String(text, java.nio.charset.StandardCharsets.UTF_8));
      return Json.tree(tree);
    } catch (YAMLException | JacksonException e) {
      throw invalid("has an index.yaml that is not YAML: " + e.getMessage());
    }
  }

  private byte[] get(URI address, int limit) throws IOException, InterruptedException {
    GuardedHttp.Answer answer;
    try {
      answer = http.send(HttpRequest.newBuilder(address).GET().build(), limit);
    } catch (IOException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED,
          "The chart repository " + root + " does not answer: " + e.getMessage(),
          e);
    }
    if (answer.status() != 200) {
      throw invalid("answers status " + answer.status() + " to " + address.getPath());
    }
    if (answer.cut()) {
      throw invalid("gives more than %d MiB at %s".formatted(limit >> 20, address.getPath()));
    }
    return answer.content();
  }

  private HexadException invalid(String detail) {
    return new HexadException(
        ProblemType.INVALID, "The chart repository " + root + " " + detail + ".");
  }
}
