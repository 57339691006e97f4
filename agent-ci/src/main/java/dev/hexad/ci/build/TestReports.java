package dev.hexad.ci.build;

import dev.hexad.contracts.event.TestSummary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads JUnit XML reports; external entities and document types are refused. */
final class TestReports {
  private static final int MAX_FILES = 5_000;
  private static final int MAX_FAILURES = 100;
  private static final XMLInputFactory XML = factory();

  private int passed;
  private int failed;
  private int skipped;
  private double seconds;
  private final List<TestSummary.Failure> failures = new ArrayList<>();

  private TestReports() {}

  /**
   * Sums all reports that match; empty when no file does.
   *
   * @param patterns globs relative to the folder
   * @throws IOException when a report cannot be read, with its name
   */
  static Optional<TestSummary> read(Path folder, List<String> patterns) throws IOException {
    List<Path> files = files(folder, patterns);
    if (files.isEmpty()) {
      return Optional.empty();
    }
    var reports = new TestReports();
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        reports.add(XML.createXMLStreamReader(in));
      } catch (XMLStreamException e) {
        throw new IOException(folder.relativize(file) + " is not a JUnit report", e);
      }
    }
    return Optional.of(
        new TestSummary(
            reports.passed,
            reports.failed,
            reports.skipped,
            Math.round(reports.seconds * 1000),
            reports.failures));
  }

  private static List<Path> files(Path folder, List<String> patterns) throws IOException {
    List<PathMatcher> matchers =
        patterns.stream().map(p -> FileSystems.getDefault().getPathMatcher("glob:" + p)).toList();
    try (Stream<Path> all = Files.walk(folder, new FileVisitOption[0])) {
      return all.filter(Files::isRegularFile)
          .filter(file -> matchers.stream().anyMatch(m -> m.matches(folder.relativize(file))))
          .sorted()
          .limit(MAX_FILES)
          .toList();
    }
  }

  private void add(XMLStreamReader xml) throws XMLStreamException {
    String suite = "";
    String test = "";
    String outcome = "";
    String message = null;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        switch (xml.getLocalName()) {
          case "testcase" -> {
            suite = attribute(xml, "classname");
            test = attribute(xml, "name");
            outcome = "passed";
            message = null;
            seconds += number(attribute(xml, "time"));
          }
          case "failure", "error" -> {
            outcome = "failed";
            message = attribute(xml, "message");
          }
          case "skipped" -> outcome = "skipped";
          default -> {
            // Properties and output do not count.
          }
        }
      } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("testcase")) {
        count(outcome, suite, test, message);
      }
    }
  }

  private void count(String outcome, String suite, String test, @Nullable String message) {
    switch (outcome) {
      case "failed" -> {
        failed++;
        if (failures.size() < MAX_FAILURES) {
          failures.add(new TestSummary.Failure(suite, test, message));
        }
      }
      case "skipped" -> skipped++;
      default -> passed++;
    }
  }

  private static String attribute(XMLStreamReader xml, String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.replace(",", ""));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
