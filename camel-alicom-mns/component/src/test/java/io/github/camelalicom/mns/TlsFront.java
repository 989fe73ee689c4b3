/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelalicom.mns;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** TLS in front of a plain port of this machine, with a certificate that a test makes. */
public final class TlsFront implements AutoCloseable {

    public static final String PASSWORD = "changeit";

    private final SSLServerSocket server;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private TlsFront(SSLServerSocket server, int target) {
        this.server = server;
        this.target = target;
        threads.execute(this::accept);
    }

    /**
     * @param keys a key store that {@link #keys} made
     * @param target where the decrypted bytes go
     */
    public static TlsFront start(Path keys, int target) throws Exception {
        KeyStore store = open(keys);
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return new TlsFront(
                (SSLServerSocket)
                        context.getServerSocketFactory()
                                .createServerSocket(0, 100, InetAddress.getLoopbackAddress()),
                target);
    }

    /**
     * Makes a key with a certificate of its own.
     *
     * @param more options of the JDK's keytool, such as the names in the certificate
     */
    public static Path keys(Path folder, String name, String... more) throws Exception {
        Path keys = folder.resolve(name + ".p12");
        List<String> command = new ArrayList<>();
        command.addAll(List.of("-genkeypair", "-alias", "a", "-keyalg", "EC"));
        command.addAll(List.of("-dname", "CN=" + name));
        command.addAll(List.of(more));
        keytool(keys, command);
        return keys;
    }

    /**
     * Makes a key whose certificate is signed by an authority.
     *
     * @param authority a key store that {@link #keys} made with {@code -ext bc:c}
     * @param more options of {@code keytool -gencert}, such as {@code -ext san=dns:localhost}
     */
    public static Path keysSignedBy(Path folder, String name, Path authority, String... more)
            throws Exception {
        Path keys = keys(folder, name);
        String request = folder.resolve(name + ".csr").toString();
        Path own = folder.resolve(name + ".cer");
        keytool(keys, List.of("-certreq", "-alias", "a", "-file", request));
        List<String> sign = new ArrayList<>(List.of("-gencert", "-alias", "a"));
        sign.addAll(List.of("-infile", request, "-outfile", own.toString()));
        sign.addAll(List.of(more));
        keytool(authority, sign);
        replaceCertificate(keys, certificate(own), open(authority).getCertificate("a"));
        return keys;
    }

    private static void replaceCertificate(Path keys, Certificate... chain) throws Exception {
        KeyStore store = open(keys);
        Key key = store.getKey("a", PASSWORD.toCharArray());
        store.setKeyEntry("a", key, PASSWORD.toCharArray(), chain);
        write(store, keys);
    }

    private static Certificate certificate(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static KeyStore open(Path keys) throws Exception {
        return KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
    }

    private static void write(KeyStore store, Path file) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    private static void keytool(Path keys, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        command.addAll(arguments);
        command.addAll(List.of("-keystore", keys.toString(), "-storepass", PASSWORD));
        run(command);
    }

    /** Makes a trust store of the certificates in these key stores. */
    public static Path trust(Path folder, Path... keys) throws Exception {
        Path trust = folder.resolve("trust.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (Path each : keys) {
            store.setCertificateEntry(
                    each.getFileName().toString(), open(each).getCertificate("a"));
        }
        write(store, trust);
        return trust;
    }

    private static void run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(output);
        }
    }

    /** By name, as in the certificate. */
    public String endpoint() {
        return "https://localhost:" + port();
    }

    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                SSLSocket near = (SSLSocket) server.accept();
                sockets.add(near);
                threads.execute(() -> connect(near));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void connect(SSLSocket near) {
        try {
            near.startHandshake();
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(far);
            threads.execute(() -> copy(near, far));
            copy(far, near);
        } catch (IOException e) {
            close(near);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // one of the two left
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
