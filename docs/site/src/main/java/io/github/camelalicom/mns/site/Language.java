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
package io.github.camelalicom.mns.site;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** A language of the site, with the words of its frame. */
enum Language {
    ENGLISH("en", ""),
    CHINESE("zh", "zh/");

    private final String code;
    private final String folder;
    private final Properties words = new Properties();

    Language(String code, String folder) {
        this.code = code;
        this.folder = folder;
        try (Reader reader =
                new InputStreamReader(
                        Language.class.getResourceAsStream("words_" + code + ".properties"),
                        StandardCharsets.UTF_8)) {
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The language of a page of the site. */
    static Language of(String target) {
        return target.startsWith(CHINESE.folder) ? CHINESE : ENGLISH;
    }

    String code() {
        return code;
    }

    /** The folder of its pages, empty or with a slash at its end. */
    String folder() {
        return folder;
    }

    Language other() {
        return this == ENGLISH ? CHINESE : ENGLISH;
    }

    /** The path of the same page in the other language; whether it exists is another question. */
    String twin(String target) {
        return other().folder + target.substring(folder.length());
    }

    String word(String key) {
        return words.getProperty(key);
    }

    Properties words() {
        return words;
    }
}
