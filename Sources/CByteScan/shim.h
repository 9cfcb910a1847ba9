// Looks at 64 bytes at once: Swift's vectors have no way to make bits of a comparison.
#ifndef ESIMBATCH_CBYTESCAN_SHIM_H
#define ESIMBATCH_CBYTESCAN_SHIM_H

#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#endif

#if defined(__SSE2__)
static inline uint64_t esimbatch_bits(__m128i bytes) {
    return (uint64_t)(uint32_t)_mm_movemask_epi8(bytes);
}
#elif defined(__ARM_NEON) && defined(__aarch64__)
// A bit for each byte that is all ones; the others are all zeros.
static inline uint64_t esimbatch_bits(uint8x16_t bytes) {
    const uint8x16_t weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    uint8x16_t bits = vandq_u8(bytes, weights);
    return (uint64_t)vaddv_u8(vget_low_u8(bits)) | (uint64_t)vaddv_u8(vget_high_u8(bits)) << 8;
}
#endif

// Bit n is set where byte n is one of the four. There must be 64 bytes.
static inline uint64_t esimbatch_equal_to_any(
    const uint8_t *bytes, uint8_t first, uint8_t second, uint8_t third, uint8_t fourth
) {
    uint64_t hits = 0;
#if defined(__SSE2__)
    const __m128i a = _mm_set1_epi8((char)first), b = _mm_set1_epi8((char)second);
    const __m128i c = _mm_set1_epi8((char)third), d = _mm_set1_epi8((char)fourth);
    for (int place = 0; place < 64; place += 16) {
        __m128i word = _mm_loadu_si128((const __m128i *)(bytes + place));
        __m128i equal = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(word, a), _mm_cmpeq_epi8(word, b)),
            _mm_or_si128(_mm_cmpeq_epi8(word, c), _mm_cmpeq_epi8(word, d)));
        hits |= esimbatch_bits(equal) << place;
    }
#elif defined(__ARM_NEON) && defined(__aarch64__)
    const uint8x16_t a = vdupq_n_u8(first), b = vdupq_n_u8(second);
    const uint8x16_t c = vdupq_n_u8(third), d = vdupq_n_u8(fourth);
    for (int place = 0; place < 64; place += 16) {
        uint8x16_t word = vld1q_u8(bytes + place);
        uint8x16_t equal = vorrq_u8(
            vorrq_u8(vceqq_u8(word, a), vceqq_u8(word, b)),
            vorrq_u8(vceqq_u8(word, c), vceqq_u8(word, d)));
        hits |= esimbatch_bits(equal) << place;
    }
#else
    for (int place = 0; place < 64; place++) {
        uint8_t byte = bytes[place];
        uint64_t equal = byte == first || byte == second || byte == third || byte == fourth;
        hits |= equal << place;
    }
#endif
    return hits;
}

// Whether one of 64 bytes is NUL or beyond ASCII.
static inline int esimbatch_has_unusual(const uint8_t *bytes) {
#if defined(__SSE2__)
    const __m128i zero = _mm_setzero_si128();
    __m128i unusual = zero;
    for (int place = 0; place < 64; place += 16) {
        __m128i word = _mm_loadu_si128((const __m128i *)(bytes + place));
        unusual = _mm_or_si128(unusual, _mm_or_si128(word, _mm_cmpeq_epi8(word, zero)));
    }
    return esimbatch_bits(unusual) != 0;
#elif defined(__ARM_NEON) && defined(__aarch64__)
    uint8x16_t unusual = vdupq_n_u8(0);
    for (int place = 0; place < 64; place += 16) {
        uint8x16_t word = vld1q_u8(bytes + place);
        unusual = vorrq_u8(unusual, vorrq_u8(word, vceqzq_u8(word)));
    }
    return vmaxvq_u8(unusual) >= 0x80;
#else
    int unusual = 0;
    for (int place = 0; place < 64; place++) {
        unusual |= bytes[place] == 0 || bytes[place] >= 0x80;
    }
    return unusual;
#endif
}

#endif
