package dev.hexad.ci.build;

import dev.hexad.contracts.message.Json;
import dev.hexad.service.ServiceProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Work folders of failed builds, kept for a while so that a restart goes on at the step that
 * failed.
 */
@Component
final class KeptWork {
  private static final int MAX = 20;

  private final Path root;

  KeptWork(ServiceProperties service) {
    this.root = service.dataFolder().resolve("kept");
  }

  /**
   * What was kept.
   *
   * @param done names of the steps that succeeded, in order
   */
  record Memo(String commit, List<String> done) {
    Memo {
      done = List.copyOf(done);
    }
  }

  /** Keeps the folder of a build that failed; the oldest ones go. */
  synchronized void keep(UUID command, Path folder, Memo memo) throws IOException {
    Files.createDirectories(root);
    Path place = root.resolve(command.toString());
    FileSystemUtils.deleteRecursively(place);
    Files.writeString(folder.resolve("done.json"), Json.write(memo));
    Files.move(folder, place, StandardCopyOption.ATOMIC_MOVE);
    Files.setLastModifiedTime(place, FileTime.fromMillis(System.currentTimeMillis()));
    List<Path> newestFirst;
    try (Stream<Path> all = Files.list(root)) {
      newestFirst = all.sorted(Comparator.comparing(KeptWork::keptAt).reversed()).toList();
    }
    for (Path old : newestFirst.subList(Math.min(MAX, newestFirst.size()), newestFirst.size())) {
      FileSystemUtils.deleteRecursively(old);
    }
  }

  /** Gives the room back; restarts then begin with the first step. */
  synchronized void clear() throws IOException {
    FileSystemUtils.deleteRecursively(root);
  }

  /** Moves a kept folder to where the restart works, when this machine has it. */
  synchronized Optional<Memo> take(UUID command, String commit, Path folder) throws IOException {
    Path place = root.resolve(command.toString());
    Path note = place.resolve("done.json");
    if (Files.notExists(note)) {
      return Optional.empty();
    }
    Memo memo = Json.read(Files.readString(note), Memo.class);
    if (!memo.commit().equals(commit)) {
      return Optional.empty();
    }
    FileSystemUtils.deleteRecursively(folder);
    Files.createDirectories(folder.getParent());
    Files.move(place, folder, StandardCopyOption.ATOMIC_MOVE);
    return Optional.of(memo);
  }

  private static FileTime keptAt(Path folder) {
    try {
      return Files.getLastModifiedTime(folder);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
