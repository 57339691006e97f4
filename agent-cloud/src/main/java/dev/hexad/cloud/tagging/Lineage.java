package dev.hexad.cloud.tagging;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.agent.enrolment.OrchestratorClient.KnownApplication;
import dev.hexad.cloud.search.Resource;
import dev.hexad.cloud.search.Resources;
import dev.hexad.cloud.settings.ApplicationTags;
import dev.hexad.cloud.settings.CloudSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What a resource belongs to: resources that it is linked with, and an application. */
@Component
class Lineage {
  /** Links looked at in each step. */
  private static final int MOST_LINKS = 50;

  /** A disk, its machine, its subnet, its network. */
  private static final int MOST_STEPS = 3;

  private final Resources resources;
  private final KnownApplications applications;
  private final LiveConfiguration<CloudSettings> settings;

  Lineage(
      Resources resources,
      KnownApplications applications,
      LiveConfiguration<CloudSettings> settings) {
    this.resources = resources;
    this.applications = applications;
    this.settings = settings;
  }

  /**
   * A value and where it was found.
   *
   * @param from for people
   */
  record Taken(String value, String from) {}

  /** What one resource belongs to; asked for once for all of its tags. */
  final class Family {
    private final Resource self;

    /** What is so many links away, itself first; each resource stands in the nearest one only. */
    private final List<List<Resource>> steps = new ArrayList<>();

    private final Set<UUID> seen = new HashSet<>();

    private Family(Resource self) {
      this.self = self;
      steps.add(List.of(self));
      seen.add(self.uid());
    }

    /** What a source has, if it has anything; the nearest one counts. */
    Optional<Taken> take(TagSource source) {
      return switch (source) {
        case TagSource.OfLinked link ->
            nearest(other ->
                link.isOf(other.type()) && !text(other, link.key()).isEmpty()
                    ? Optional.of(
                        new Taken(text(other, link.key()), other.type() + " " + other.name()))
                    : Optional.empty());
        case TagSource.OfApplication(String field) ->
            application()
                .flatMap(owner ->
                    value(owner, field)
                        .map(value -> new Taken(value, "application " + owner.name())));
      };
    }

    /** The first of what is linked; what is further away has to agree. */
    private Optional<Taken> nearest(Function<Resource, Optional<Taken>> wanted) {
      for (int step = 1; step <= MOST_STEPS; step++) {
        List<Taken> found = at(step).stream().flatMap(o -> wanted.apply(o).stream()).toList();
        if (!found.isEmpty()) {
          boolean agreed = found.stream().map(Taken::value).distinct().count() == 1;
          return step == 1 || agreed ? Optional.of(found.getFirst()) : Optional.empty();
        }
      }
      return Optional.empty();
    }

    /** The application that its tags name, or those of the nearest ones when they agree. */
    private Optional<KnownApplication> application() {
      for (int step = 0; step <= MOST_STEPS; step++) {
        List<KnownApplication> found =
            at(step).stream().flatMap(other -> named(other).stream()).distinct().toList();
        if (!found.isEmpty()) {
          return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
        }
      }
      return Optional.empty();
    }

    private List<Resource> at(int step) {
      while (steps.size() <= step) {
        List<Resource> next =
            steps.getLast().stream()
                .flatMap(one -> resources.find(one.uid(), null).stream())
                .flatMap(document -> document.relations().valueStream())
                .limit(MOST_LINKS)
                .flatMap(this::other)
                .filter(other -> seen.add(other.uid()))
                .toList();
        steps.add(next);
      }
      return steps.get(step);
    }

    private Stream<Resource> other(JsonNode link) {
      String type = link.path("type").asString("");
      String id = link.path("id").asString("");
      return resources.named(self.provider(), self.account(), type, id).stream()
          .filter(other -> !other.removed());
    }
  }

  Family of(Resource resource) {
    return new Family(resource);
  }

  /** Why applications are not known, empty when they are. */
  Optional<String> away() {
    return Optional.ofNullable(applications.current().away());
  }

  private Optional<KnownApplication> named(Resource resource) {
    ApplicationTags tags = settings.current().applications();
    return Stream.concat(
            tags.tags().stream().map(tag -> text(resource, tag)),
            Stream.ofNullable(resource.owner()))
        .flatMap(name ->
            applications.current().applications().stream()
                .filter(one -> one.name().equals(name) || one.id().toString().equals(name)))
        .findFirst();
  }

  private Optional<String> value(KnownApplication application, String field) {
    return switch (field) {
      case "name" -> Optional.of(application.name());
      case "team" -> Optional.ofNullable(application.team());
      default ->
          Optional.ofNullable(
              settings
                  .current()
                  .applications()
                  .values()
                  .getOrDefault(application.name(), Map.of())
                  .get(field));
    };
  }

  private static String text(Resource resource, String tag) {
    return resource.tags().path(tag).asString("");
  }
}
