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
package io.github.camelalicom.mns.receipt;

import java.io.Serializable;
import java.util.AbstractList;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
import java.util.stream.Collectors;

/**
 * The body of a batch: an immutable list of receipts, or of send details. It is equal to any list
 * of the same elements, and is a class of its own so that it can be converted to a JSON array
 * without any effect on other lists of the application.
 *
 * <p>{@code toString()} is masked as that of its elements; {@link #json()} is in clear.
 */
public final class ReceiptList<E extends JsonBody> extends AbstractList<E>
        implements RandomAccess, Serializable {

    private static final long serialVersionUID = 1L;

    private final List<E> elements;

    private ReceiptList(List<E> elements) {
        this.elements = elements;
    }

    /**
     * A copy, in the order of the collection.
     *
     * @throws NullPointerException if an element is {@code null}
     */
    public static <E extends JsonBody> ReceiptList<E> copyOf(Collection<? extends E> elements) {
        return new ReceiptList<>(List.copyOf(elements));
    }

    @Override
    public E get(int index) {
        return elements.get(index);
    }

    @Override
    public int size() {
        return elements.size();
    }

    /** A JSON array of the {@link JsonBody#json()} of each element. */
    public String json() {
        return elements.stream().map(JsonBody::json).collect(Collectors.joining(",", "[", "]"));
    }
}
