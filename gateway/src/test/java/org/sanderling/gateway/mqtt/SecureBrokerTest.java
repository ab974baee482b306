package org.sanderling.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sanderling.config.Deployment;
import org.sanderling.gateway.json.Decisions;
import org.sanderling.runtime.decision.Reason;
import org.sanderling.runtime.decision.Rung;

/** TLS and passwords, against a real mosquitto. */
@Timeout(180)
final class SecureBrokerTest {
    private static final String SECRET = "open sesame";

    @TempDir
    private Path folder;

    @BeforeEach
    void letTheBrokerRead() throws IOException {
        // mosquitto started by root becomes another user before it reads keys and passwords
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }

    private static MqttTransport transport(String uri, Credentials credentials, SSLContext trust) {
        Deployment.Mqtt mqtt = new Deployment.Mqtt(true, uri, "robot", "d", "s", 0, 8, 20, 100);
        MqttTransport transport = new MqttTransport(
                mqtt,
                Decisions.template(),
                Decisions.DOFS,
                credentials,
                line -> {},
                trust == null ? null : trust.getSocketFactory());
        transport.start();
        return transport;
    }

    /** A self-signed certificate for the name, as PEM files for the broker; returns who trusts it. */
    private SSLContext certificate(String name) throws Exception {
        Path store = folder.resolve("store.p12");
        run(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "san=" + name,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                SECRET);
        KeyStore keys = KeyStore.getInstance(store.toFile(), SECRET.toCharArray());
        pem("CERTIFICATE", keys.getCertificate("broker").getEncoded(), "cert.pem");
        pem("PRIVATE KEY", keys.getKey("broker", SECRET.toCharArray()).getEncoded(), "key.pem");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("broker", keys.getCertificate("broker"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private void pem(String what, byte[] der, String file) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(
                folder.resolve(file), "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
    }

    private LocalBroker secured() throws IOException {
        return LocalBroker.start(
                0, List.of("certfile " + folder.resolve("cert.pem"), "keyfile " + folder.resolve("key.pem")));
    }

    @Test
    void shouldPublishOverTls() throws Exception {
        SSLContext trust = certificate("ip:127.0.0.1");
        try (LocalBroker broker = secured();
                MqttTransport transport =
                        transport("ssl://127.0.0.1:" + broker.port(), new Credentials(null, null), trust)) {
            Await.until("connected", transport::connected);
            assertThat(transport.send(Decisions.of(Rung.FRESH, Reason.NONE, 1))).isTrue();
        }
    }

    @Test
    void shouldRefuseACertificateForAnotherHost() throws Exception {
        SSLContext trust = certificate("dns:elsewhere.example");
        try (LocalBroker broker = secured();
                MqttTransport transport =
                        transport("ssl://127.0.0.1:" + broker.port(), new Credentials(null, null), trust)) {
            Await.until("it is told", () -> transport.state().contains("127.0.0.1 found"));
            assertThat(transport.connected()).isFalse();
        }
    }

    @Test
    void shouldRefuseACertificateThatNobodyVouchesFor() throws Exception {
        certificate("ip:127.0.0.1");
        try (LocalBroker broker = secured();
                MqttTransport transport =
                        transport("ssl://127.0.0.1:" + broker.port(), new Credentials(null, null), null)) {
            Await.until("it is told", () -> transport.state().contains("certification path"));
            assertThat(transport.connected()).isFalse();
        }
    }

    @Test
    void shouldShowItsPassword() throws Exception {
        Path passwords = folder.resolve("passwords");
        run("mosquitto_passwd", "-b", "-c", passwords.toString(), "robot", SECRET);
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-r--r--"));
        List<String> options = List.of("allow_anonymous false", "password_file " + passwords);
        Map<String, String> environment =
                Map.of("SANDERLING_MQTT_USERNAME", "robot", "SANDERLING_MQTT_PASSWORD", SECRET);
        try (LocalBroker broker = LocalBroker.start(0, options);
                MqttTransport stranger = transport(broker.uri(), Credentials.of(Map.of()), null);
                MqttTransport known = transport(broker.uri(), Credentials.of(environment), null)) {
            Await.until("connected", known::connected);
            assertThat(known.send(Decisions.of(Rung.FRESH, Reason.NONE, 1))).isTrue();
            Await.until("refused", () -> stranger.state().contains("ot authorized"));
            assertThat(stranger.connected()).isFalse();
        }
    }

    @Test
    void shouldKeepThePasswordOutOfLogs() {
        assertThat(new Credentials("robot", SECRET).toString())
                .contains("robot")
                .doesNotContain(SECRET);
    }
}
