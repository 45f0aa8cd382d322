package dev.tain.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A server on another machine, as far as the kernel is concerned: in a network namespace, at the other end of a virtual
 * cable. Takes root and the {@code ip} command; without them it is skipped, and says so.
 */
@Timeout(120)
class OtherNetworkTest {
    private final String name = "tain" + ProcessHandle.current().pid();
    private boolean made;

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    private static boolean all(String... lines) throws IOException, InterruptedException {
        for (String line : lines) {
            if (!run(line.split(" "))) {
                return false;
            }
        }
        return true;
    }

    @BeforeEach
    void anotherNetwork() throws InterruptedException {
        String here = name + "a";
        String there = name + "b";
        String in = "ip netns exec " + name + " ";
        try {
            made = run("ip", "netns", "add", name);
            made &= all(
                    "ip link add " + here + " type veth peer name " + there,
                    "ip link set " + there + " netns " + name,
                    "ip addr add 10.213.7.1/24 brd + dev " + here,
                    "ip link set " + here + " up",
                    in + "ip addr add 10.213.7.2/24 brd + dev " + there,
                    in + "ip link set " + there + " up",
                    in + "ip link set lo up");
        } catch (IOException e) {
            made = false;
        }
        assumeTrue(made, "A network namespace cannot be made here; that takes root and the ip command.");
    }

    @AfterEach
    void takeItDown() throws IOException, InterruptedException {
        if (made) {
            run("ip", "netns", "delete", name);
            run("ip", "link", "delete", name + "a");
        }
    }

    @Test
    void aServerBeyondACableIsFoundByBroadcast() throws Exception {
        assertThat(hostOfFound()).isIn("10.213.7.2", "[fe80"); // whichever is faster
    }

    @Test
    void withoutIpv4ItIsFoundByMulticastAndItsAddressSaysOnWhichLink() throws Exception {
        assumeTrue(all("ip -4 addr flush dev " + name + "a"), "The cable's IPv4 address cannot be taken away.");
        assumeTrue(all("ip -6 addr show dev " + name + "a"), "There is no IPv6 here.");

        assertThat(hostOfFound()).isEqualTo("[fe80");
    }

    /** The host's address, of a link-local one the first word. */
    private String hostOfFound() throws Exception {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", name));
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LanServer.class.getName(), "0"));
        Process process = new ProcessBuilder(command).start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            int port = Integer.parseInt(output.readLine());
            Ears ears = new Ears();
            try (DiscoveryClient<LanInfo> search = DiscoveryClient.search(
                    port, "dev.tain.test", Duration.ofMillis(200), LanInfo.class, Runnable::run, ears)) {
                DiscoveredServer<LanInfo> found = ears.next("found");

                assertThat(found.info().name()).isEqualTo("from afar");
                String host = found.addresses().get(0).getHost();
                if (host.startsWith("[")) {
                    assertThat(host).matches("\\[fe80:.*%\\w+\\]"); // with the link it is on
                }
                return host.startsWith("[") ? host.substring(0, 5) : host;
            }
        } finally {
            process.destroy();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }
}
