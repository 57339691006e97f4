package dev.hexad.service.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundGuardTests {
  private final OutboundGuard guard = OutboundGuard.allowing(List.of());

  private static ProblemType refusal(OutboundGuard guard, String url) {
    try {
      guard.check(url);
    } catch (HexadException e) {
      return e.type();
    }
    throw new AssertionError(url + " was let through");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "http://127.8.9.10:8080/",
        "http://localhost/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[::]/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://172.31.255.255/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://169.254.0.1/",
        "http://[fe80::1]/",
        "http://168.63.129.16/",
        "http://100.100.100.200/",
        "http://[fd00:ec2::254]/",
        "http://[fc00::1]/",
        "http://[fdff::1]/",
        "http://[fec0::1]/",
        "http://224.0.0.1/",
        "http://239.255.255.255/",
        "http://255.255.255.255/",
        "http://240.0.0.1/",
        "http://[ff02::1]/",
        "http://192.0.0.192/",
        "http://192.0.2.1/",
        "http://198.18.0.1/",
        "http://198.51.100.7/",
        "http://203.0.113.9/",
        "http://[2001:db8::1]/",
        "http://[2001::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:a9fe:a9fe]/",
        "http://[::10.0.0.1]/",
        "http://[64:ff9b::a00:1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[64:ff9b:1::1]/",
        "http://[2002:7f00:1::]/",
        "http://[2002:a9fe:a9fe::]/",
        "http://2130706433/"
      })
  void refusesWhatIsNotPublic(String url) {
    assertThat(refusal(guard, url)).isEqualTo(ProblemType.FORBIDDEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://1.1.1.1/",
        "http://172.15.255.255/",
        "http://172.32.0.1/",
        "http://11.0.0.1:81/",
        "http://100.63.255.255/",
        "http://100.128.0.1/",
        "http://223.255.255.255/",
        "https://[2606:4700::1111]/",
        "https://[64:ff9b::101:101]/",
        "https://[2002:101:101::]/"
      })
  void letsPublicAddressesThrough(String url) {
    assertThat(guard.check(url)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://under_score.example.com/",
        "http:///path",
        "http:path",
        "//1.1.1.1/",
        "1.1.1.1",
        "",
        "file:///etc/passwd",
        "ftp://1.1.1.1/",
        "gopher://1.1.1.1/",
        "jar:http://1.1.1.1/!/",
        "http://user:secret@1.1.1.1/",
        "http://1.1.1.1\\@10.0.0.1/",
        "http://[fe80::1%25eth0]/",
        "http://a b/",
        "http://1.1.1.1:port/"
      })
  void refusesWhatIsNoPlainHttpAddress(String url) {
    assertThat(refusal(guard, url)).isEqualTo(ProblemType.INVALID);
  }

  @Test
  void saysThatAHostIsUnknown() {
    assertThat(refusal(guard, "http://no-such-host.invalid/"))
        .isEqualTo(ProblemType.UPSTREAM_FAILED);
  }

  @Test
  void namesTheSettingWhenItRefuses() {
    assertThatThrownBy(() -> guard.check("http://10.0.0.1/x?token=s3cret"))
        .hasMessageContaining("10.0.0.1")
        .hasMessageContaining("private")
        .hasMessageContaining("hexad.outbound.allow")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void allowsListedBlocks() {
    OutboundGuard open = OutboundGuard.allowing(List.of("10.4.0.0/14", "fd12::/16", "127.0.0.1"));
    assertThat(open.check("http://10.7.255.255/")).hasSize(1);
    assertThat(open.check("http://[fd12::5]/")).hasSize(1);
    assertThat(open.check("http://127.0.0.1:9/")).hasSize(1);
    assertThat(refusal(open, "http://10.8.0.0/")).isEqualTo(ProblemType.FORBIDDEN);
    assertThat(refusal(open, "http://127.0.0.2/")).isEqualTo(ProblemType.FORBIDDEN);
  }

  @Test
  void allowsListedHostsAndPorts() {
    OutboundGuard open = OutboundGuard.allowing(List.of("LocalHost:3000"));
    assertThat(open.check("http://localhost:3000/")).isNotEmpty();
    assertThat(refusal(open, "http://localhost:3001/")).isEqualTo(ProblemType.FORBIDDEN);
    assertThat(OutboundGuard.allowing(List.of("localhost")).check("https://localhost/"))
        .isNotEmpty();
  }

  @Test
  void needsABlockForMetadataAddresses() {
    assertThat(
            refusal(
                OutboundGuard.allowing(List.of("169.254.169.254:80", "10.0.0.0/8")),
                "http://169.254.169.254/"))
        .isEqualTo(ProblemType.FORBIDDEN);
    assertThat(
            OutboundGuard.allowing(List.of("169.254.169.254/32")).check("http://169.254.169.254"))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "http://x", "10.0.0.0/33", "a/b", "a b", "-:x"})
  void refusesUnreadableEntries(String entry) {
    assertThatThrownBy(() -> OutboundGuard.allowing(List.of(entry)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
