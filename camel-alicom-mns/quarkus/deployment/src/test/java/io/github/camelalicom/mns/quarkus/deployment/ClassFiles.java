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
package io.github.camelalicom.mns.quarkus.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jboss.jandex.Indexer;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The content of a jar, or of a folder of classes, read as a native build reads it: not run. */
final class ClassFiles {

    /** Calls whose target is known at run time only. */
    private static final Map<String, Set<String>> HIDDEN =
            Map.of(
                    "java/lang/Class",
                    Set.of(
                            "forName",
                            "newInstance",
                            "getConstructor",
                            "getDeclaredConstructor",
                            "getMethod",
                            "getDeclaredMethod",
                            "getMethods",
                            "getDeclaredMethods",
                            "getField",
                            "getDeclaredField",
                            "getFields",
                            "getDeclaredFields",
                            "getResource",
                            "getResourceAsStream"),
                    "java/lang/ClassLoader",
                    Set.of("loadClass", "getResource", "getResources", "getResourceAsStream"),
                    "java/lang/reflect/Constructor",
                    Set.of("newInstance"),
                    "java/lang/reflect/Method",
                    Set.of("invoke"),
                    "java/lang/reflect/Proxy",
                    Set.of("newProxyInstance"),
                    "java/util/ResourceBundle",
                    Set.of("getBundle"),
                    "java/util/ServiceLoader",
                    Set.of("load"),
                    "java/io/ObjectInputStream",
                    Set.of("readObject"),
                    "javax/xml/bind/JAXBContext",
                    Set.of("newInstance"),
                    "com/google/gson/Gson",
                    Set.of("fromJson"));

    private final Map<String, byte[]> files = new TreeMap<>();

    /** The jar or folder that a class comes from. */
    static ClassFiles with(Class<?> type) {
        try {
            URI place = type.getProtectionDomain().getCodeSource().getLocation().toURI();
            ClassFiles read = new ClassFiles();
            if (Files.isDirectory(Path.of(place))) {
                read.readAll(Path.of(place));
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(Path.of(place))) {
                    read.readAll(jar.getPath("/"));
                }
            }
            return read;
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(type.getName(), e);
        }
    }

    private void readAll(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(path).toString(), Files.readAllBytes(path));
            }
        }
    }

    List<String> classNames() {
        return files.keySet().stream()
                .filter(name -> name.endsWith(".class"))
                .map(name -> name.substring(0, name.length() - ".class".length()))
                .map(name -> name.replace('/', '.'))
                .toList();
    }

    List<String> filesInTheRoot() {
        return files.keySet().stream()
                .filter(name -> !name.contains("/") && !name.endsWith(".class"))
                .toList();
    }

    /** Each as {@code calling class, called class and method}, once. */
    Set<String> hiddenCalls() {
        Set<String> calls = new TreeSet<>();
        visitCalls(
                (caller, owner, method) -> {
                    if (HIDDEN.getOrDefault(owner, Set.of()).contains(method)) {
                        String called = owner.substring(owner.lastIndexOf('/') + 1);
                        calls.add(caller.replace('/', '.') + " " + called + "." + method);
                    }
                });
        return calls;
    }

    /** The classes whose methods are called. */
    Set<String> referencedTypes() {
        Set<String> types = new TreeSet<>();
        visitCalls((caller, owner, method) -> types.add(owner.replace('/', '.')));
        return types;
    }

    void index(Indexer indexer) throws IOException {
        for (byte[] bytes : classes()) {
            try (InputStream in = new java.io.ByteArrayInputStream(bytes)) {
                indexer.index(in);
            }
        }
    }

    private List<byte[]> classes() {
        List<byte[]> classes = new ArrayList<>();
        files.forEach(
                (name, bytes) -> {
                    if (name.endsWith(".class")) {
                        classes.add(bytes);
                    }
                });
        return classes;
    }

    private void visitCalls(CallVisitor visitor) {
        for (byte[] bytes : classes()) {
            ClassReader reader = new ClassReader(bytes);
            reader.accept(
                    new ClassVisitor(Opcodes.ASM9) {
                        @Override
                        public MethodVisitor visitMethod(
                                int access, String name, String type, String sign, String[] ex) {
                            return new MethodVisitor(Opcodes.ASM9) {
                                @Override
                                public void visitMethodInsn(
                                        int op, String owner, String method, String d, boolean i) {
                                    visitor.call(reader.getClassName(), owner, method);
                                }
                            };
                        }
                    },
                    ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        }
    }

    private interface CallVisitor {
        void call(String caller, String owner, String method);
    }
}
