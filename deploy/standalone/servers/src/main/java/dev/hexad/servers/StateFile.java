package dev.hexad.servers;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Small property files readable by the owner only, replaced as a whole. */
public final class StateFile {
  private StateFile() {}

  public static Map<String, String> read(Path file) {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      Properties properties = new Properties();
      properties.load(new StringReader(Files.readString(file)));
      Map<String, String> values = new TreeMap<>();
      properties.forEach((key, value) -> values.put(key.toString(), value.toString()));
      return values;
    } catch (IOException e) {
      throw new ServerException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Writes beside the file and renames, so that a crash leaves the old or the new content. */
  public static void write(Path file, Map<String, String> values) {
    try {
      Properties properties = new Properties();
      properties.putAll(values);
      StringWriter text = new StringWriter();
      properties.store(text, null);
      String body =
          text.toString()
              .lines()
              .filter(line -> !line.startsWith("#"))
              .sorted()
              .reduce("", (all, line) -> all + line + "\n");
      writeText(file, body);
    } catch (IOException e) {
      throw new ServerException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  public static void writeText(Path file, String text) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path temporary = Files.createTempFile(folder, "." + file.getFileName(), ".tmp", ownerOnly());
      Files.writeString(temporary, text);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ServerException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }
}
