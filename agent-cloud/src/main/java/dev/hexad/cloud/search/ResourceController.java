package dev.hexad.cloud.search;

import dev.hexad.cloud.search.Search.Found;
import dev.hexad.cloud.search.Search.Question;
import dev.hexad.cloud.search.Search.Sort;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/api/v1/cloud/resources")
@RequiresScope("cloud:read")
class ResourceController {
  private static final int MOST_NEIGHBOURS = 200;

  private final Search search;
  private final Resources resources;

  ResourceController(Search search, Resources resources) {
    this.search = search;
    this.resources = resources;
  }

  /** How a resource differs between two times. */
  record Difference(
      @Nullable Resource before, @Nullable Resource after, List<FieldChange> changes) {}

  /** Resources by a filter, as they are or as they were at a time. */
  @GetMapping
  Page<Resource> list(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable Instant at,
      @RequestParam(defaultValue = "name") String sort,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    List<Found> found = search.page(new Question(q, at, sort(sort)), cursor, size + 1);
    String next = found.size() > size ? found.get(size - 1).cursor() : null;
    return new Page<>(found.stream().limit(size).map(Found::resource).toList(), next);
  }

  @GetMapping("/counts")
  Page<Search.Count> counts(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable Instant at,
      @RequestParam(defaultValue = "type") String by,
      @RequestParam(required = false) @Nullable Integer limit) {
    return Page.all(search.counts(new Question(q, at, Sort.NAME), by, Page.size(limit)));
  }

  @GetMapping("/{uid}")
  Resources.Document get(
      @PathVariable UUID uid, @RequestParam(required = false) @Nullable Instant at) {
    return resources.require(uid, at);
  }

  @GetMapping("/{uid}/versions")
  Page<Resource> versions(
      @PathVariable UUID uid,
      @RequestParam(required = false) @Nullable Integer cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    int before = cursor == null ? Integer.MAX_VALUE : cursor;
    List<Resource> versions = resources.versions(uid, before, size + 1);
    if (versions.isEmpty() && cursor == null) {
      throw HexadException.notFound("resource", uid);
    }
    return Page.of(versions, size, last -> Integer.toString(last.version()));
  }

  @GetMapping("/{uid}/versions/{version}")
  Resources.Document version(@PathVariable UUID uid, @PathVariable int version) {
    return resources.version(uid, version);
  }

  /** Between two times; a time when it was not there counts as nothing. */
  @GetMapping("/{uid}/diff")
  Difference diff(
      @PathVariable UUID uid,
      @RequestParam Instant from,
      @RequestParam(required = false) @Nullable Instant to) {
    var before = resources.find(uid, from).filter(d -> !d.resource().removed()).orElse(null);
    var after = resources.find(uid, to).filter(d -> !d.resource().removed()).orElse(null);
    if (before == null && after == null) {
      throw HexadException.notFound("resource", uid);
    }
    return new Difference(
        before == null ? null : before.resource(),
        after == null ? null : after.resource(),
        FieldChange.between(compared(before), compared(after)));
  }

  private static ObjectNode compared(Resources.@Nullable Document document) {
    ObjectNode node = Json.mapper().createObjectNode();
    if (document != null) {
      node.put("name", document.resource().name());
      node.put("state", document.resource().state());
      node.set("tags", document.resource().tags());
      node.set("raw", document.raw());
    }
    return node;
  }

  @GetMapping("/{uid}/relations")
  Page<Resources.Neighbour> relations(@PathVariable UUID uid) {
    return Page.all(resources.neighbours(uid, MOST_NEIGHBOURS));
  }

  static Sort sort(String name) {
    return Arrays.stream(Sort.values())
        .filter(sort -> sort.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new HexadException(
                ProblemType.BAD_REQUEST,
                "'sort' can be name, type, state, region, changed and created, not '"
                    + name
                    + "'."));
  }
}
