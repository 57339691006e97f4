package dev.hexad.finops.saving;

import dev.hexad.agent.enrolment.OtherAgents;
import dev.hexad.agent.enrolment.OtherAgents.CloudResource;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.finops.work.UsedImages;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Finds repositories of container images that nothing runs from, and that were neither built into
 * nor deployed from. Hexad's own work is what it knows, so it says nothing before that goes back
 * far enough.
 */
@Component
class ImageLook implements Look {
  private static final int DAYS = 90;

  private final OtherAgents agents;
  private final UsedImages images;
  private final Clock clock;

  ImageLook(OtherAgents agents, UsedImages images, Clock clock) {
    this.agents = agents;
    this.images = images;
    this.clock = clock;
  }

  @Override
  public String topic() {
    return "images";
  }

  @Override
  public String asked() {
    return "Cloud";
  }

  @Override
  public boolean wanted(FinopsSettings settings) {
    return true;
  }

  @Override
  public Seen look(FinopsSettings settings) throws IOException, InterruptedException {
    LocalDate since = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS);
    List<CloudResource> repositories = agents.resources("type = aws.ecr.repository");
    Optional<Set<String>> used = images.since(since);
    if (used.isEmpty()) {
      return new Seen(
          List.of(),
          repositories.size(),
          repositories.isEmpty()
              ? null
              : "it is not known for %d days yet what images are deployed".formatted(DAYS));
    }
    return new Seen(
        repositories.stream()
            .filter(one -> one.createdAt() != null && day(one).isBefore(since))
            .filter(one -> used.get().stream().noneMatch(image -> isOf(image, one.name())))
            .map(ImageLook::leftover)
            .toList(),
        repositories.size(),
        null);
  }

  private static LocalDate day(CloudResource one) {
    return one.createdAt() == null
        ? LocalDate.MAX
        : LocalDate.ofInstant(one.createdAt(), ZoneOffset.UTC);
  }

  /** With or without the registry before it. */
  private static boolean isOf(String image, String repository) {
    return image.equals(repository) || image.endsWith("/" + repository);
  }

  private static Leftover leftover(CloudResource repository) {
    return new Leftover(
        Advice.UNUSED_IMAGES,
        repository.id(),
        "nothing that Hexad deployed runs from it, and it built none of its images in %d days"
            .formatted(DAYS),
        null);
  }
}
