package dev.hexad.servers;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The part of this JVM's class path that Kafka needs; all of it when a part cannot be found. */
final class KafkaClassPath {
  private KafkaClassPath() {}

  static String compose() throws IOException {
    String whole = System.getProperty("java.class.path");
    // The child runs in another folder, so relative entries would be lost on it.
    List<String> available =
        Arrays.stream(whole.split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .toList();
    List<String> chosen = new ArrayList<>();
    chosen.add(ownLocation());
    for (String wanted : wantedJars()) {
      Optional<String> found = find(available, identity(wanted));
      if (found.isEmpty()) {
        return String.join(File.pathSeparator, available);
      }
      chosen.add(found.get());
    }
    return String.join(File.pathSeparator, chosen);
  }

  /**
   * Minor versions may differ where another module's dependency management has the last word. The
   * major version tells apart artifacts of the same name, such as the two generations of Jackson.
   */
  private static Optional<String> find(List<String> available, String identity) {
    return available.stream()
        .filter(entry -> identity(Path.of(entry).getFileName() + "").equals(identity))
        .findFirst();
  }

  /** Artifact and major version: {@code jackson-core-2.21.7.jar} is {@code jackson-core-2}. */
  private static String identity(String jar) {
    return jar.replaceFirst("-(\\d+)[^-]*(-[A-Za-z0-9.]+)?\\.jar$", "-$1");
  }

  private static List<String> wantedJars() throws IOException {
    try (InputStream list = KafkaClassPath.class.getResourceAsStream("kafka-classpath.txt")) {
      if (list == null) {
        throw new IOException("the list of Kafka's jars is missing from this build");
      }
      String text = new String(list.readAllBytes(), StandardCharsets.UTF_8).trim();
      return List.of(text.replace("jar/", "").split(":"));
    }
  }

  private static String ownLocation() throws IOException {
    try {
      var source = KafkaClassPath.class.getProtectionDomain().getCodeSource();
      return Path.of(source.getLocation().toURI()).toAbsolutePath().toString();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }
}
