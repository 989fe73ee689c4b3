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
package io.github.camelalicom.mns.springboot;

import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;

import com.aliyuncs.auth.AlibabaCloudCredentialsProvider;

import io.github.camelalicom.mns.AlicomMnsConfiguration;

/** Reads {@code #name} or {@code #bean:name} in a property as the bean of that name. */
@Configuration(proxyBeanMethods = false)
@ConfigurationPropertiesBinding
public class AlicomMnsComponentConverter implements GenericConverter {

    private static final Set<Class<?>> TYPES =
            Set.of(AlicomMnsConfiguration.class, AlibabaCloudCredentialsProvider.class);

    private final ApplicationContext application;

    public AlicomMnsComponentConverter(ApplicationContext application) {
        this.application = application;
    }

    @Override
    public Set<ConvertiblePair> getConvertibleTypes() {
        return TYPES.stream()
                .map(type -> new ConvertiblePair(String.class, type))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Object convert(Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
        String reference = source == null ? "" : source.toString();
        if (reference.isBlank()) {
            return null;
        }
        if (!reference.startsWith("#")) {
            throw new IllegalArgumentException(
                    "Name a bean here, as #name: a "
                            + targetType.getType().getSimpleName()
                            + " cannot be made of text");
        }
        return application.getBean(reference.replaceFirst("^#(bean:)?", ""), targetType.getType());
    }
}
