package dev.hexad.cloud.tagging;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.agent.enrolment.OrchestratorClient.KnownApplication;
import dev.hexad.cloud.search.Resource;
import dev.hexad.cloud.search.Resources;
import dev.hexad.cloud.settings.ApplicationTags;
import dev.hexad.cloud.settings.CloudSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What a resource belongs to: resources that it is linked with, and an application. */
@Component
class Lineage {
  private static final int MOST_LINKS = 50;

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
    private @Nullable List<Resource> linked;

    private Family(Resource self) {
      this.self = self;
    }

    /** What a source has, if it has anything. */
    Optional<Taken> take(TagSource source) {
      return switch (source) {
        case TagSource.OfLinked link ->
            linked().stream()
                .filter(other -> link.isOf(other.type()))
                .filter(other -> !text(other, link.key()).isEmpty())
                .findFirst()
                .map(
                    other -> new Taken(text(other, link.key()), other.type() + " " + other.name()));
        case TagSource.OfApplication(String field) ->
            application()
                .flatMap(owner ->
                    value(owner, field)
                        .map(value -> new Taken(value, "application " + owner.name())));
      };
    }

    /** The application that its tags name, or those of what it is linked with when they agree. */
    private Optional<KnownApplication> application() {
      Optional<KnownApplication> own = named(self);
      if (own.isPresent()) {
        return own;
      }
      List<KnownApplication> others =
          linked().stream().flatMap(other -> named(other).stream()).distinct().toList();
      return others.size() == 1 ? Optional.of(others.getFirst()) : Optional.empty();
    }

    private List<Resource> linked() {
      List<Resource> known = linked;
      if (known == null) {
        known =
            resources.find(self.uid(), null).stream()
                .flatMap(document -> document.relations().valueStream())
                .limit(MOST_LINKS)
                .flatMap(this::other)
                .toList();
        linked = known;
      }
      return known;
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
