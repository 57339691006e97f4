package dev.hexad.ci.report;

import static dev.hexad.ci.report.XmlReports.attribute;

import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Visual Studio test results (TRX), as written by {@code dotnet test --logger trx}. */
final class TrxReport {
  private TrxReport() {}

  static List<TestCase> read(XMLStreamReader xml) throws XMLStreamException {
    var cases = new ArrayList<TestCase>();
    TestCase current = null;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        String name = xml.getLocalName();
        if (name.equals("UnitTestResult")) {
          current = result(xml);
        } else if (name.equals("Message") && current != null) {
          current = withMessage(current, xml.getElementText());
        }
      } else if (event == XMLStreamConstants.END_ELEMENT
          && xml.getLocalName().equals("UnitTestResult")
          && current != null) {
        cases.add(current);
        current = null;
      }
    }
    return cases;
  }

  private static TestCase result(XMLStreamReader xml) {
    String full = attribute(xml, "testName");
    int dot = full.replaceFirst("\\(.*", "").lastIndexOf('.');
    return new TestCase(
        dot < 0 ? "" : full.substring(0, dot),
        full.substring(dot + 1),
        outcome(attribute(xml, "outcome")),
        millis(attribute(xml, "duration")),
        null);
  }

  private static TestCase withMessage(TestCase test, @Nullable String message) {
    return new TestCase(test.suite(), test.name(), test.outcome(), test.millis(), message);
  }

  private static TestCase.Outcome outcome(String word) {
    return switch (word) {
      case "Passed", "PassedButRunAborted", "Completed", "Warning" -> TestCase.Outcome.PASSED;
      case "NotExecuted", "Inconclusive", "NotRunnable", "Pending", "" -> TestCase.Outcome.SKIPPED;
      default -> TestCase.Outcome.FAILED;
    };
  }

  private static long millis(String duration) {
    try {
      return Duration.between(LocalTime.MIN, LocalTime.parse(duration)).toMillis();
    } catch (DateTimeParseException e) {
      return 0;
    }
  }
}
