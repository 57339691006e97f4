package dev.hexad.standalone.bench.iac;

import dev.hexad.standalone.Installation;
import dev.hexad.standalone.Service;
import dev.hexad.standalone.sample.SampleException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What the IaC agent has left over at a moment when it does nothing. */
final class Leftovers {
  private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

  private Leftovers() {}

  /**
   * Counted things.
   *
   * @param programs processes that the agent has started and that still run
   * @param folders of plans in the agent's data folder
   * @param files that the agent holds open
   * @param heapMegabytes in use after a collection
   */
  record Count(long programs, long folders, long files, long heapMegabytes) {
    @Override
    public String toString() {
      return "%d programs, %d plan folders, %d open files, %d MB heap"
          .formatted(programs, folders, files, heapMegabytes);
    }
  }

  static Count of(Installation installation) throws IOException, InterruptedException {
    long pid =
        installation
            .pid(Service.IAC)
            .orElseThrow(() -> new SampleException("the IaC agent does not run"));
    long programs = ProcessHandle.of(pid).map(agent -> agent.descendants().count()).orElse(0L);
    jcmd(pid, "GC.run");
    return new Count(
        programs,
        entries(installation.state().resolve("data/iac/plans")),
        entries(Path.of("/proc/" + pid + "/fd")),
        heap(jcmd(pid, "GC.heap_info")));
  }

  private static long entries(Path folder) {
    String[] names = folder.toFile().list();
    return names == null ? 0 : names.length;
  }

  /** All generations together. */
  private static long heap(String info) {
    long kilobytes =
        USED.matcher(info).results().mapToLong(used -> Long.parseLong(used.group(1))).sum();
    return kilobytes >> 10;
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(program.toString(), Long.toString(pid), command)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
