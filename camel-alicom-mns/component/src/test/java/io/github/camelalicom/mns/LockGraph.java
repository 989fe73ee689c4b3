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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.thirdparty.org.objectweb.asm.ClassReader;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.ClassVisitor;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.Handle;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.Label;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.MethodVisitor;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.Opcodes;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.Type;

/**
 * Which class may take its lock while another holds its own, and what else is called meanwhile:
 * read from the class files, so that it holds for every schedule and not only for those that a test
 * saw.
 *
 * <p>A class has one lock: its monitor, or a field that is a {@code ReentrantLock}. What is called
 * through an interface is taken for all that implement it, lambdas included: rather too much than
 * too little.
 */
final class LockGraph {

    private static final String REENTRANT_LOCK = "java/util/concurrent/locks/ReentrantLock";
    private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";

    /** How far into a handler the unlocking stands. */
    private static final int SOON = 8;

    /** A call by a class, and whether that class holds its lock at it. */
    private record Call(String by, String owner, String method, boolean locked) {}

    /** A lambda or method reference: the method in which it is made, and the one that it is. */
    private record Lambda(String madeIn, String body) {}

    private record Method(boolean locks, List<Call> calls) {}

    /** By class, name and descriptor. */
    private final Map<String, Method> methods = new HashMap<>();

    /** Interfaces and superclasses to the classes that are one. */
    private final Map<String, Set<String>> kinds = new HashMap<>();

    /** Functional interfaces, with the method's name, to the lambdas that are one. */
    private final Map<String, Set<Lambda>> lambdas = new HashMap<>();

    private LockGraph() {}

    static LockGraph of(Path classes) throws IOException {
        LockGraph graph = new LockGraph();
        try (Stream<Path> files = Files.walk(classes)) {
            files.filter(file -> file.toString().endsWith(".class")).forEach(graph::read);
        }
        return graph;
    }

    /** The classes that have a lock. */
    Set<String> lockers() {
        Set<String> lockers = new TreeSet<>();
        methods.forEach(
                (key, method) -> {
                    if (method.locks()) {
                        lockers.add(simple(classOf(key)));
                    }
                });
        return lockers;
    }

    /** To each class that has a lock, those whose locks may be taken while it is held. */
    Map<String, Set<String>> nested() {
        Map<String, Set<String>> nested = new TreeMap<>();
        eachCallUnderALock(
                (holder, called) -> {
                    for (String method : reachable(called)) {
                        String other = classOf(method);
                        if (methods.get(method).locks() && !other.equals(holder)) {
                            nested.computeIfAbsent(simple(holder), any -> new TreeSet<>())
                                    .add(simple(other));
                        }
                    }
                });
        return nested;
    }

    /** Classes whose methods may be called while a lock is held, but for those that have one. */
    Set<String> calledUnderALock() {
        Set<String> called = new TreeSet<>();
        eachCallUnderALock(
                (holder, call) -> {
                    called.add(call.owner());
                    for (String method : reachable(call)) {
                        methods.get(method).calls().forEach(further -> called.add(further.owner()));
                    }
                });
        return called;
    }

    private void eachCallUnderALock(BiConsumer<String, Call> found) {
        methods.forEach(
                (key, method) ->
                        method.calls().stream()
                                .filter(Call::locked)
                                .forEach(call -> found.accept(classOf(key), call)));
    }

    /** All methods of ours that a call may lead to. */
    private Set<String> reachable(Call call) {
        Set<String> seen = new HashSet<>();
        List<String> next = new ArrayList<>(targets(call));
        while (!next.isEmpty()) {
            String method = next.remove(next.size() - 1);
            if (seen.add(method)) {
                methods.get(method).calls().forEach(further -> next.addAll(targets(further)));
            }
        }
        return seen;
    }

    private Set<String> targets(Call call) {
        Set<String> targets = new HashSet<>();
        targets.add(call.owner() + "#" + call.method());
        for (String kind : kinds.getOrDefault(call.owner(), Set.of())) {
            targets.add(kind + "#" + call.method());
        }
        String name = call.method().substring(0, call.method().indexOf('('));
        lambdasBehind(call, call.owner() + "#" + name)
                .forEach(lambda -> targets.add(lambda.body()));
        targets.retainAll(methods.keySet());
        return targets;
    }

    /** Those that are handed to the class that calls, if any are: else all of that kind. */
    private Set<Lambda> lambdasBehind(Call call, String kind) {
        Set<Lambda> all = lambdas.getOrDefault(kind, Set.of());
        Set<Lambda> handedOver =
                all.stream()
                        .filter(lambda -> calls(lambda.madeIn(), call.by()))
                        .collect(Collectors.toSet());
        return handedOver.isEmpty() ? all : handedOver;
    }

    private boolean calls(String method, String owner) {
        return methods.get(method).calls().stream().anyMatch(call -> call.owner().equals(owner));
    }

    private void read(Path file) {
        try {
            new ClassReader(Files.readAllBytes(file)).accept(new Reader(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String classOf(String key) {
        return key.substring(0, key.indexOf('#'));
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private final class Reader extends ClassVisitor {

        private String name;

        Reader() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version,
                int access,
                String className,
                String signature,
                String superName,
                String[] interfaces) {
            name = className;
            isA(superName);
            for (String one : interfaces) {
                isA(one);
            }
        }

        private void isA(String kind) {
            kinds.computeIfAbsent(kind, any -> new HashSet<>()).add(name);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] thrown) {
            boolean synchronizedMethod = (access & Opcodes.ACC_SYNCHRONIZED) != 0;
            return new Body(name + "#" + method + descriptor, synchronizedMethod);
        }
    }

    /** The instructions of a method, numbered. */
    private final class Body extends MethodVisitor {

        private record Protected(Label start, Label end, Label handler) {}

        private final String key;
        private final boolean whole;
        private final Map<Label, Integer> labels = new HashMap<>();
        private final List<Protected> blocks = new ArrayList<>();
        private final Set<Integer> unlocks = new HashSet<>();
        private final Map<Integer, Call> calls = new TreeMap<>();
        private boolean locks;
        private int count;

        Body(String key, boolean whole) {
            super(Opcodes.ASM9);
            this.key = key;
            this.whole = whole;
            this.locks = whole;
        }

        @Override
        public void visitLabel(Label label) {
            labels.put(label, count);
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
            if (type == null) {
                blocks.add(new Protected(start, end, handler));
            }
        }

        @Override
        public void visitInsn(int opcode) {
            count++;
            if (opcode == Opcodes.MONITORENTER) {
                locks = true;
            } else if (opcode == Opcodes.MONITOREXIT) {
                unlocks.add(count);
            }
        }

        @Override
        public void visitVarInsn(int opcode, int variable) {
            count++;
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
            count++;
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String method, String descriptor, boolean isInterface) {
            count++;
            if (REENTRANT_LOCK.equals(owner) && "lock".equals(method)) {
                locks = true;
            } else if (REENTRANT_LOCK.equals(owner) && "unlock".equals(method)) {
                unlocks.add(count);
            } else {
                calls.put(count, new Call(classOf(key), owner, method + descriptor, whole));
            }
        }

        @Override
        public void visitInvokeDynamicInsn(
                String method, String descriptor, Handle bootstrap, Object... arguments) {
            count++;
            if (METAFACTORY.equals(bootstrap.getOwner())) {
                Handle body = (Handle) arguments[1];
                String kind = Type.getReturnType(descriptor).getInternalName();
                String target = body.getOwner() + "#" + body.getName() + body.getDesc();
                lambdas.computeIfAbsent(kind + "#" + method, any -> new HashSet<>())
                        .add(new Lambda(key, target));
            }
        }

        @Override
        public void visitEnd() {
            List<Call> all = new ArrayList<>();
            calls.forEach(
                    (at, call) ->
                            all.add(
                                    new Call(
                                            call.by(),
                                            call.owner(),
                                            call.method(),
                                            call.locked() || isProtected(at))));
            methods.put(key, new Method(locks, all));
        }

        /** In a block whose handler for anything unlocks: as javac writes both kinds of locks. */
        private boolean isProtected(int at) {
            return blocks.stream()
                    .filter(block -> labels.get(block.start()) < at)
                    .filter(block -> at <= labels.get(block.end()))
                    .map(block -> labels.get(block.handler()))
                    .anyMatch(
                            handler ->
                                    unlocks.stream()
                                            .anyMatch(
                                                    unlock ->
                                                            unlock > handler
                                                                    && unlock <= handler + SOON));
        }
    }
}
