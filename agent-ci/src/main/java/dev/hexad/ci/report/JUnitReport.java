package dev.hexad.ci.report;

import static dev.hexad.ci.report.XmlReports.attribute;
import static dev.hexad.ci.report.XmlReports.number;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** JUnit XML as written by Surefire, Gradle, pytest, Node and others. */
final class JUnitReport {
  private final List<TestCase> cases = new ArrayList<>();
  private String suite = "";
  private String test = "";
  private long millis;
  private TestCase.Outcome outcome = TestCase.Outcome.PASSED;
  private @Nullable String message;

  private JUnitReport() {}

  static List<TestCase> read(XMLStreamReader xml) throws XMLStreamException {
    var report = new JUnitReport();
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        report.start(xml);
      } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("testcase")) {
        report.cases.add(
            new TestCase(report.suite, report.test, report.outcome, report.millis, report.message));
      }
    }
    return report.cases;
  }

  private void start(XMLStreamReader xml) {
    switch (xml.getLocalName()) {
      case "testcase" -> {
        suite = attribute(xml, "classname");
        test = attribute(xml, "name");
        millis = Math.round(number(attribute(xml, "time")) * 1000);
        outcome = TestCase.Outcome.PASSED;
        message = null;
      }
      case "failure", "error" -> {
        outcome = TestCase.Outcome.FAILED;
        message = attribute(xml, "message");
      }
      case "skipped" -> outcome = TestCase.Outcome.SKIPPED;
      default -> {
        // Properties and output do not count.
      }
    }
  }
}
