package dev.hexad.finops.source.folder;

import dev.hexad.finops.source.CostSource;
import dev.hexad.finops.source.JoinedParts;
import dev.hexad.finops.source.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** FOCUS files in a folder and the folders in it. */
public final class FolderSource implements CostSource {
  private static final int DEEPEST = 6;

  private final Path folder;

  private FolderSource(Path folder) {
    this.folder = folder;
  }

  /**
   * A folder.
   *
   * @param allowed it must be one of these, or in one
   */
  public static FolderSource of(String location, List<Path> allowed) throws IOException {
    for (Path root : allowed) {
      if (Files.isDirectory(root)) {
        Path real = root.toRealPath();
        Path folder = real.resolve(location).normalize();
        if (Files.isDirectory(folder) && folder.toRealPath().startsWith(real)) {
          return new FolderSource(folder.toRealPath());
        }
      }
    }
    throw new IOException(
        "there is no folder '"
            + location
            + "' in those that may be imported from; hexad.finops.import-folders lists them");
  }

  private List<Part> parts() throws IOException {
    List<Part> parts = new ArrayList<>();
    try (var files = Files.walk(folder, DEEPEST)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.toRealPath().startsWith(folder)) {
          parts.add(
              new Part(
                  folder.relativize(file).toString().replace('\\', '/'),
                  Files.getLastModifiedTime(file).toMillis() + "/" + Files.size(file)));
        }
      }
    }
    return parts;
  }

  @Override
  public List<Delivery> deliveries() throws IOException {
    return Part.deliveries(parts());
  }

  @Override
  public InputStream open(Delivery delivery) throws IOException {
    List<Part> parts = Part.grouped(parts()).getOrDefault(delivery.key(), List.of());
    return new JoinedParts(parts, part -> Files.newInputStream(folder.resolve(part.key())));
  }

  @Override
  public void close() {
    // A folder holds nothing open.
  }
}
