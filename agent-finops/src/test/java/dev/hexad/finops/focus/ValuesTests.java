package dev.hexad.finops.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTests {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'$10,000.00 '|10000.00",
        "-$5.5|-5.5",
        "$-5.5|-5.5",
        "(1,234.50)|-1234.50",
        "0|0",
        ".5|0.5",
        "-1e-3|-0.001",
        "1,234,567|1234567"
      })
  void readsNumbers(String text, String number) {
    assertThat(Values.number(text)).isEqualByComparingTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "10,5", "1,23,456", "ten", "1.2.3", "1e9999", "NaN", "5 USD"})
  void refusesWhatIsNoNumber(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Values.number(text));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-06-01T00:00:00Z, 2024-06-01T00:00:00Z",
    "2024-06-01T02:00:00+02:00, 2024-06-01T00:00:00Z",
    "2024-06-01T05:30:00, 2024-06-01T05:30:00Z",
    "2024-06-01 05:30:00, 2024-06-01T05:30:00Z",
    "2024-06-01, 2024-06-01T00:00:00Z",
    "5/1/25, 2025-05-01T00:00:00Z",
    "12/31/2024, 2024-12-31T00:00:00Z"
  })
  void readsTimes(String text, String time) {
    assertThat(Values.time(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "31/12/2024", "2024-13-01", "2/30/25", "2024-06-01T25:00:00Z"})
  void refusesWhatIsNoTime(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Values.time(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DOLLAR", "$", "U"})
  void refusesWhatIsNoCurrency(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Values.currency(text));
  }
}
