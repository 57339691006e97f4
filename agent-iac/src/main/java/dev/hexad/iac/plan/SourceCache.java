package dev.hexad.iac.plan;

import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.githost.checkout.CommitCheckout;
import dev.hexad.iac.upload.Uploads;
import dev.hexad.service.ServiceProperties;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Files of the last commits, without their history: many workspaces are planned from one commit,
 * and each is looked at for drift again and again.
 */
@Component
class SourceCache {
  private static final int KEPT = 30;

  /** Somebody may still copy what was used a moment ago. */
  private static final Duration IN_USE = Duration.ofMinutes(10);

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40,64}");

  /** Of an upload; also a commit of the few repositories that use SHA-256. */
  private static final Pattern CHECKSUM = Pattern.compile("[0-9a-f]{64}");

  private final CommitCheckout checkouts;
  private final Credentials credentials;
  private final Uploads uploads;
  private final Path root;
  private final Clock clock;

  SourceCache(
      CommitCheckout checkouts,
      Credentials credentials,
      Uploads uploads,
      ServiceProperties service,
      Clock clock) {
    this.uploads = uploads;
    this.checkouts = checkouts;
    this.credentials = credentials;
    this.root = service.dataFolder().resolve("sources");
    this.clock = clock;
  }

  /** Puts the files of a commit into the folder, which must be absent; gives its full id. */
  String fetch(ChangeRef change, Path folder) throws IOException, InterruptedException {
    if (CHECKSUM.matcher(change.commit()).matches()
        && uploads.fetch(change.applicationId(), change.commit(), folder)) {
      return change.commit();
    }
    checkouts.requireAllowed(change.repositoryUrl());
    if (!COMMIT.matcher(change.commit()).matches()) {
      return checkouts.fetch(change, folder, credentials.of(change.applicationId())).commit();
    }
    Path kept = root.resolve(Hashes.sha256(change.repositoryUrl() + " " + change.commit()));
    if (Files.notExists(kept)) {
      keep(change, kept);
    }
    Files.setLastModifiedTime(kept, FileTime.from(clock.instant()));
    copy(kept, folder);
    return change.commit();
  }

  /** Whole or not at all: somebody else may look for it at the same time. */
  private void keep(ChangeRef change, Path kept) throws IOException, InterruptedException {
    Path fresh = root.resolve("new-" + UUID.randomUUID());
    Files.createDirectories(root);
    try {
      checkouts.fetch(change, fresh, credentials.of(change.applicationId()));
      FileSystemUtils.deleteRecursively(fresh.resolve(".git"));
      if (Files.notExists(kept)) {
        Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
      }
      forgetOld();
    } finally {
      FileSystemUtils.deleteRecursively(fresh);
    }
  }

  private void forgetOld() throws IOException {
    try (Stream<Path> all = Files.list(root)) {
      List<Path> old =
          all.filter(path -> !path.getFileName().toString().startsWith("new-"))
              .sorted(Comparator.comparing(SourceCache::used).reversed())
              .skip(KEPT)
              .filter(path -> used(path).toInstant().isBefore(clock.instant().minus(IN_USE)))
              .toList();
      for (Path path : old) {
        FileSystemUtils.deleteRecursively(path);
      }
    }
  }

  private static FileTime used(Path path) {
    try {
      return Files.getLastModifiedTime(path);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  /** Links stay links; where they lead is checked by who follows them. */
  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes about)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes about)
              throws IOException {
            Files.copy(
                file,
                to.resolve(from.relativize(file).toString()),
                LinkOption.NOFOLLOW_LINKS,
                StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
