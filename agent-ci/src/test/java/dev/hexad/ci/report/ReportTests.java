package dev.hexad.ci.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTests {
  private static final String JUNIT =
      """
      <testsuites><testsuite name="s">
        <testcase classname="a.B" name="one" time="1,234.5"/>
        <testcase classname="a.B" name="two" time="0.25"><failure message="no &lt;b&gt;"/></testcase>
        <testcase classname="a.B" name="three"><skipped/></testcase>
      </testsuite></testsuites>
      """;
  private static final String TRX =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
        <UnitTestResult testName="Shop.Cart.Adds(count: 1.5)" duration="00:00:01.5000000" outcome="Passed"/>
        <UnitTestResult testName="Shop.Cart.Fails" duration="00:00:00.0100000" outcome="Failed">
          <Output><ErrorInfo><Message>expected 1</Message></ErrorInfo></Output></UnitTestResult>
        <UnitTestResult testName="Shop.Cart.Later" outcome="NotExecuted"/>
      </Results></TestRun>
      """;
  private static final String GO =
      """
      {"Time":"2026-01-01T00:00:00Z","Action":"run","Package":"x/y","Test":"TestA"}
      {"Action":"output","Package":"x/y","Test":"TestA","Output":"a_test.go:3: wrong\\n"}
      {"Action":"fail","Package":"x/y","Test":"TestA","Elapsed":0.02}
      {"Action":"pass","Package":"x/y","Test":"TestB","Elapsed":1.5}
      {"Action":"skip","Package":"x/y","Test":"TestC","Elapsed":0}
      {"Action":"fail","Package":"x/y","Elapsed":1.6}
      """;
  private static final String JACOCO =
      """
      <?xml version="1.0"?><!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd">
      <report name="r"><package name="p"><counter type="LINE" missed="9" covered="9"/></package>
      <counter type="INSTRUCTION" missed="1" covered="1"/>
      <counter type="LINE" missed="25" covered="75"/></report>
      """;

  @TempDir Path folder;

  private static List<TestCase> read(String text) throws IOException {
    return TestReports.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void readsJUnit() throws IOException {
    assertThat(read(JUNIT))
        .containsExactly(
            new TestCase("a.B", "one", TestCase.Outcome.PASSED, 1_234_500, null),
            new TestCase("a.B", "two", TestCase.Outcome.FAILED, 250, "no <b>"),
            new TestCase("a.B", "three", TestCase.Outcome.SKIPPED, 0, null));
  }

  @Test
  void readsTrx() throws IOException {
    assertThat(read(TRX))
        .containsExactly(
            new TestCase("Shop.Cart", "Adds(count: 1.5)", TestCase.Outcome.PASSED, 1_500, null),
            new TestCase("Shop.Cart", "Fails", TestCase.Outcome.FAILED, 10, "expected 1"),
            new TestCase("Shop.Cart", "Later", TestCase.Outcome.SKIPPED, 0, null));
  }

  @Test
  void readsGo() throws IOException {
    assertThat(read(GO))
        .containsExactly(
            new TestCase("x/y", "TestA", TestCase.Outcome.FAILED, 20, "a_test.go:3: wrong\n"),
            new TestCase("x/y", "TestB", TestCase.Outcome.PASSED, 1_500, null),
            new TestCase("x/y", "TestC", TestCase.Outcome.SKIPPED, 0, null));
  }

  @Test
  void refusesWhatIsNoReportAndReadsNoEntities() {
    assertThatThrownBy(() -> read("")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read("<html/>")).hasMessageContaining("html");
    assertThatThrownBy(() ->
            read(
                "<!DOCTYPE t [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                    + "<testsuite><testcase name='&x;'/></testsuite>"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void damagedReportsGiveAnErrorAndNothingElse() {
    var random = new Random(11);
    for (String good : List.of(JUNIT, TRX, GO)) {
      for (int i = 0; i < 300; i++) {
        byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
        for (int n = 0; n < 3; n++) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        byte[] cut = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
        for (byte[] bad : List.of(bytes, cut)) {
          try {
            assertThat(TestReports.read(new ByteArrayInputStream(bad))).hasSizeLessThan(10);
          } catch (IOException e) {
            assertThat(e).hasMessageMatching("(?s).*\\S.*");
          }
        }
      }
    }
  }

  private double coverage(String text) throws IOException {
    Files.writeString(folder.resolve("c"), text);
    return Coverage.read(folder, List.of("c")).orElseThrow().percent();
  }

  @Test
  void readsCoverage() throws IOException {
    assertThat(coverage(JACOCO)).isEqualTo(75);
    assertThat(coverage("<coverage lines-covered=\"1\" lines-valid=\"3\"/>")).isEqualTo(33.33);
    assertThat(
            coverage(
                "<coverage><class><methods><method><lines><line hits=\"0\"/></lines></method>"
                    + "</methods><lines><line hits=\"0\"/><line hits=\"2\"/></lines></class>"
                    + "</coverage>"))
        .isEqualTo(50);
    assertThat(coverage("TN:\nSF:a.c\nDA:1,0\nDA:2,3\nDA:3,1,abc\nDA:4,0,abc\nend_of_record\n"))
        .isEqualTo(50);
    assertThatThrownBy(() -> coverage("hello")).hasMessageContaining("lcov");
  }
}
