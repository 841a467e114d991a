// Places of texts that were taken out of a file.
#include <gtest/gtest.h>

#include "model/document.hpp"

namespace batchai2aml {
namespace {

// "ab", then "xy" put in, then "f" of "012\nabcdef".
Document taken_out() {
    auto file = std::make_shared<Document>();
    file->path = "run.sh";
    file->text = "012\nabcdef";
    file->index_text();
    Document document;
    document.path = "run.sh";
    document.text = "abxyf";
    document.origin = std::make_shared<const Origin>(
        Origin{file, {{0, 4, false}, {2, 6, true}, {4, 9, false}}, {{2, "cell 1"}}});
    return document;
}

TEST(Origin, GivesThePlacesOfTheFile) {
    const Document document = taken_out();
    EXPECT_EQ(document.place_at(0, 2), (Place{"run.sh", 2, 1, 3}));
    EXPECT_EQ(document.place_at(4, 5), (Place{"run.sh", 2, 6, 7, "cell 1"}));
}

TEST(Origin, PutsWhatWasInsertedWhereItBelongs) {
    const Document document = taken_out();
    EXPECT_EQ(document.place_at(2, 4), (Place{"run.sh", 2, 3, 4, "cell 1"}));
    EXPECT_EQ(document.place_at(1, 5), (Place{"run.sh", 2, 2, 7}));
}

TEST(Origin, SurvivesOffsetsOutsideOfTheText) {
    const Document document = taken_out();
    EXPECT_EQ(document.place_at(100, 200).line, 2U);
    EXPECT_EQ(Origin{}.source_of(7), 0U);
    EXPECT_EQ(Origin{}.part_of(7), "");
}

TEST(Document, FindsTheByteOfALineAndColumn) {
    Document document;
    document.text = "a\xC3\xA4z\nb";
    document.index_text();
    EXPECT_EQ(document.offset_of(1, 1), 0U);
    EXPECT_EQ(document.offset_of(1, 3), 3U);
    EXPECT_EQ(document.offset_of(2, 1), 5U);
    EXPECT_EQ(document.offset_of(2, 9), 6U);
    EXPECT_EQ(document.offset_of(7, 1), 6U);
    EXPECT_EQ(document.offset_of(0, 0), 0U);
}

} // namespace
} // namespace batchai2aml
