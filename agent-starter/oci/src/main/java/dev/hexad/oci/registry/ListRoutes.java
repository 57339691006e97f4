package dev.hexad.oci.registry;

import dev.hexad.contracts.message.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Lists of tags and of referrers. */
final class ListRoutes {
  private static final Comparator<String> TAG_ORDER =
      String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder());
  private final Repositories repositories;

  ListRoutes(Repositories repositories) {
    this.repositories = repositories;
  }

  void tags(RegistryCall call) throws IOException {
    call.requireMethod("GET");
    String name = call.name();
    if (!repositories.exists(name)) {
      throw new RegistryException(404, "NAME_UNKNOWN", "no repository " + name);
    }
    String last = call.parameter("last");
    List<String> rest =
        repositories.names(name, Repositories.TAGS).stream()
            .filter(tag -> last == null || TAG_ORDER.compare(tag, last) > 0)
            .toList();
    int limit = limit(call.parameter("n"));
    List<String> page = rest.subList(0, Math.min(limit, rest.size()));
    if (page.size() < rest.size() && !page.isEmpty()) {
      String next = "/v2/" + name + "/tags/list?n=" + limit + "&last=" + page.getLast();
      call.out().setHeader("Link", "<" + next + ">; rel=\"next\"");
    }
    call.json("application/json", Map.of("name", name, "tags", page));
  }

  private static int limit(@Nullable String n) {
    if (n == null) {
      return Integer.MAX_VALUE;
    }
    if (!n.matches("\\d{1,9}")) {
      throw new RegistryException(400, "UNSUPPORTED", "n is a number, not '" + n + "'");
    }
    return Integer.parseInt(n);
  }

  void referrers(RegistryCall call) throws IOException {
    call.requireMethod("GET");
    String wanted = call.parameter("artifactType");
    String kind = Repositories.referrersOf(call.digest());
    var found = new ArrayList<JsonNode>();
    for (String digest : repositories.names(call.name(), kind)) {
      Optional<String> descriptor = repositories.read(call.name(), kind, digest);
      if (descriptor.isPresent() && repositories.has(call.name(), Repositories.MANIFESTS, digest)) {
        JsonNode json = Json.mapper().readTree(descriptor.get());
        if (wanted == null || json.path("artifactType").asString("").equals(wanted)) {
          found.add(json);
        }
      }
    }
    if (wanted != null) {
      call.out().setHeader("OCI-Filters-Applied", "artifactType");
    }
    call.json(
        ManifestContent.INDEX,
        Map.of("schemaVersion", 2, "mediaType", ManifestContent.INDEX, "manifests", found));
  }
}
