package dev.hexad.objectstore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/** Objects as files of a folder; written beside their place, synchronised, then renamed. */
public final class FileObjectStore implements ObjectStore {
  private final Path root;

  public FileObjectStore(Path root) {
    this.root = root;
  }

  @Override
  public String location() {
    return "file:" + root;
  }

  @Override
  public void put(String key, Path content) throws IOException {
    Path target = place(key);
    Files.createDirectories(target.getParent());
    Path part = target.resolveSibling("." + UUID.randomUUID() + ".part");
    try {
      Files.copy(content, part);
      try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
        file.force(true);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  @Override
  public Optional<InputStream> open(String key) throws IOException {
    try {
      return Optional.of(Files.newInputStream(place(key)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(String key) throws IOException {
    Files.deleteIfExists(place(key));
  }

  private Path place(String key) {
    return root.resolve(ObjectStore.checked(key));
  }
}
