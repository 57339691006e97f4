package dev.hexad.githost.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTests {

  @Test
  void takesTheMeaningOutOfUserText() {
    String escaped =
        Markdown.escape("<img src=x> @team [a](http://b) `c` #12 !3\n/approve **x** &lt; a|b");
    assertThat(escaped)
        .doesNotContain("\n", "@team", "#12", "!3")
        .contains("\\<img", "\\[a\\]\\(http", "\\`c\\`", "\\*\\*x", "\\&lt;", "a\\|b");
    assertThat(Markdown.escape("/merge")).isEqualTo("\\/merge");
    assertThat(Markdown.escape("plain words")).isEqualTo("plain words");
  }

  @Test
  void keepsCodeInsideItsFence() {
    assertThat(Markdown.code("a``b`")).isEqualTo("``` a``b` ```");
    assertThat(Markdown.block("diff", "+x\n```\n@team"))
        .startsWith("````diff\n")
        .endsWith("\n````");
  }

  @Test
  void closesABlockThatIsCut() {
    String cut = Markdown.cutBody("```\n" + "x\n".repeat(500), 400);
    assertThat(cut).hasSizeLessThanOrEqualTo(400).contains("…\n```\n");
    assertThat(Markdown.cutBody("short", 400)).isEqualTo("short");
  }

  @Test
  void neverCutsACharacterInTwo() {
    String cut = Markdown.cut("😀".repeat(10), 6);
    assertThat(cut).isEqualTo("😀😀…");
  }
}
