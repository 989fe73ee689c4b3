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
package io.github.camelalicom.mns.example.docs;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;

import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** A POM, read by paths such as {@code /project/name}. */
record Pom(Document document) {

    static Pom ofBuild() {
        return of(DocumentationTest.ROOT.resolve("pom.xml"));
    }

    static Pom of(Path file) {
        try {
            return new Pom(
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()));
        } catch (Exception e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    String artifactId() {
        return text("/project/artifactId");
    }

    /** The first text at this path; empty when there is none. */
    String text(String path) {
        List<String> texts = texts(path);
        return texts.isEmpty() ? "" : texts.get(0).strip();
    }

    List<String> texts(String path) {
        try {
            NodeList nodes =
                    (NodeList)
                            XPathFactory.newInstance()
                                    .newXPath()
                                    .evaluate(path, document, XPathConstants.NODESET);
            return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
                    .map(i -> nodes.item(i).getTextContent())
                    .toList();
        } catch (Exception e) {
            throw new IllegalStateException(path, e);
        }
    }
}
