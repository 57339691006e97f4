package dev.hexad.ci.report;

import dev.hexad.ci.archive.Globs;
import dev.hexad.contracts.event.TestSummary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads test reports; the format of each file is known from its content. */
public final class TestReports {
  private static final int MAX_FILES = 5_000;
  private static final int MAX_CASES = 200_000;
  private static final int MAX_FAILURES = 100;

  private TestReports() {}

  /**
   * All tests of all reports that match; empty when no file does.
   *
   * @param patterns globs relative to the folder
   * @throws IOException when a report cannot be read, with its name
   */
  public static Optional<List<TestCase>> read(Path folder, List<String> patterns)
      throws IOException {
    List<Path> files =
        Globs.of(patterns).find(folder).stream()
            .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
            .limit(MAX_FILES)
            .toList();
    if (files.isEmpty()) {
      return Optional.empty();
    }
    var cases = new ArrayList<TestCase>();
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        cases.addAll(read(in));
      } catch (IOException | RuntimeException e) {
        throw new IOException(
            folder.relativize(file) + " is not a test report: " + e.getMessage(), e);
      }
      if (cases.size() > MAX_CASES) {
        throw new IOException("the reports have more than " + MAX_CASES + " tests");
      }
    }
    return Optional.of(cases);
  }

  static List<TestCase> read(InputStream raw) throws IOException {
    var in = new PushbackInputStream(raw);
    int first = in.read();
    if (first < 0) {
      throw new IOException("the file is empty");
    }
    in.unread(first);
    if (first == '{') {
      return GoTestReport.read(
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    }
    try {
      XMLStreamReader xml = XmlReports.open(in);
      while (xml.hasNext() && xml.next() != XMLStreamConstants.START_ELEMENT) {}
      if (xml.getEventType() != XMLStreamConstants.START_ELEMENT) {
        throw new IOException("there is no element");
      }
      return switch (xml.getLocalName()) {
        case "TestRun" -> TrxReport.read(xml);
        case "testsuites", "testsuite" -> JUnitReport.read(xml);
        default -> throw new IOException("unknown root element '" + xml.getLocalName() + "'");
      };
    } catch (XMLStreamException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Counts, and the first failures. */
  public static TestSummary summary(List<TestCase> cases) {
    return new TestSummary(
        count(cases, TestCase.Outcome.PASSED),
        count(cases, TestCase.Outcome.FAILED),
        count(cases, TestCase.Outcome.SKIPPED),
        cases.stream().mapToLong(TestCase::millis).sum(),
        cases.stream()
            .filter(c -> c.outcome() == TestCase.Outcome.FAILED)
            .limit(MAX_FAILURES)
            .map(c -> new TestSummary.Failure(c.suite(), c.name(), c.message()))
            .toList());
  }

  private static int count(List<TestCase> cases, TestCase.Outcome outcome) {
    return (int) cases.stream().filter(c -> c.outcome() == outcome).count();
  }
}
