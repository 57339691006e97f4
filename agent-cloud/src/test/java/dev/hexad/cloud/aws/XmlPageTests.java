package dev.hexad.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlPageTests {
  private static final String PAGE =
      "<R><requestId>1</requestId><volumeSet><item>a</item></volumeSet><nextToken>n1</nextToken></R>";

  private static XmlPage page(String text) {
    return new XmlPage(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void isTheSameWhateverTheRequestAndTheTokenAre() {
    assertThat(page(PAGE.replace(">1<", ">2<").replace("n1", "n2")).hash())
        .isEqualTo(page(PAGE).hash());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<R><requestId>1</requestId><volumeSet><item>b</item></volumeSet><nextToken>n1</nextToken></R>",
        "<R><requestId>1</requestId><volumeSet></volumeSet><nextToken>n1</nextToken></R>",
        "<R><volumeSet><item>a</item></volumeSet><nextToken>n1",
        ""
      })
  void isAnotherWhenAnythingElseDiffers(String other) {
    assertThat(page(other).hash()).isNotEqualTo(page(PAGE).hash());
  }

  @Test
  void leadsToTheNextPageWhenItIsEmptied() {
    assertThat(new String(page(PAGE).empty(), StandardCharsets.UTF_8))
        .isEqualTo("<page><nextToken>n1</nextToken></page>");
    assertThat(new String(page("<R/>").empty(), StandardCharsets.UTF_8)).isEqualTo("<page></page>");
  }
}
