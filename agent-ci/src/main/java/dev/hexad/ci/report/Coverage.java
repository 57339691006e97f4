package dev.hexad.ci.report;

import static dev.hexad.ci.report.XmlReports.attribute;

import dev.hexad.ci.archive.Globs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Covered lines of reports by JaCoCo, Cobertura and lcov.
 *
 * @param covered lines that ran
 * @param total lines that could have run
 */
public record Coverage(long covered, long total) {
  private static final Coverage NONE = new Coverage(0, 0);

  /** Covered lines in percent, 0 when there is no line. */
  public double percent() {
    return total == 0 ? 0 : Math.round(covered * 10_000.0 / total) / 100.0;
  }

  private Coverage plus(Coverage other) {
    return new Coverage(covered + other.covered, total + other.total);
  }

  /**
   * Sums all reports that match; empty when no file does.
   *
   * @throws IOException when a report cannot be read, with its name
   */
  public static Optional<Coverage> read(Path folder, List<String> patterns) throws IOException {
    List<Path> files =
        Globs.of(patterns).find(folder).stream()
            .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
            .toList();
    Coverage sum = NONE;
    for (Path file : files) {
      try {
        sum = sum.plus(read(file));
      } catch (XMLStreamException | IOException | RuntimeException e) {
        throw new IOException(
            folder.relativize(file) + " is not a coverage report: " + e.getMessage(), e);
      }
    }
    return files.isEmpty() ? Optional.empty() : Optional.of(sum);
  }

  private static Coverage read(Path file) throws IOException, XMLStreamException {
    try (InputStream in = Files.newInputStream(file)) {
      int first = in.read();
      if (first != '<') {
        return lcov(file);
      }
    }
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader xml = XmlReports.open(in);
      while (xml.hasNext() && xml.next() != XMLStreamConstants.START_ELEMENT) {}
      return switch (xml.getLocalName()) {
        case "report" -> jacoco(xml);
        case "coverage" -> cobertura(xml);
        default -> throw new IOException("unknown root element '" + xml.getLocalName() + "'");
      };
    }
  }

  /** The counters of the report itself stand directly below its root. */
  private static Coverage jacoco(XMLStreamReader xml) throws XMLStreamException {
    int depth = 1;
    while (xml.hasNext() && depth > 0) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (depth == 1
            && xml.getLocalName().equals("counter")
            && attribute(xml, "type").equals("LINE")) {
          long covered = Long.parseLong(attribute(xml, "covered"));
          return new Coverage(covered, covered + Long.parseLong(attribute(xml, "missed")));
        }
        depth++;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
    }
    return NONE;
  }

  private static Coverage cobertura(XMLStreamReader xml) throws XMLStreamException {
    String valid = attribute(xml, "lines-valid");
    if (!valid.isEmpty()) {
      return new Coverage(Long.parseLong(attribute(xml, "lines-covered")), Long.parseLong(valid));
    }
    long covered = 0;
    long total = 0;
    int methods = 0;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (xml.getLocalName().equals("methods")) {
          methods++;
        } else if (xml.getLocalName().equals("line") && methods == 0) {
          total++;
          covered += attribute(xml, "hits").equals("0") ? 0 : 1;
        }
      } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("methods")) {
        methods--;
      }
    }
    return new Coverage(covered, total);
  }

  private static Coverage lcov(Path file) throws IOException {
    long covered = 0;
    long total = 0;
    boolean known = false;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String line;
      while ((line = lines.readLine()) != null) {
        known |= line.startsWith("SF:");
        if (line.startsWith("DA:")) {
          total++;
          covered += line.substring(line.indexOf(',') + 1).matches("0(,.*)?") ? 0 : 1;
        }
      }
    }
    if (!known) {
      throw new IOException("there is no 'SF:' line, so it is not lcov either");
    }
    return new Coverage(covered, total);
  }
}
