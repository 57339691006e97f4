package dev.hexad.orchestrator.graph;

import dev.hexad.contracts.event.CommandCancelled;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.event.CommandProgressed;
import dev.hexad.contracts.event.CommandStarted;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.message.Messages;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Types that tell the graph nothing, most of all events: they are not even read. */
final class FactTypes {
  private static final Set<String> SILENT =
      Stream.of(
              CommandStarted.class,
              CommandProgressed.class,
              CommandSucceeded.class,
              CommandFailed.class,
              CommandCancelled.class)
          .map(Messages::typeOf)
          .collect(Collectors.toUnmodifiableSet());

  private FactTypes() {}

  static boolean tellNothing(String type) {
    return SILENT.contains(type);
  }
}
