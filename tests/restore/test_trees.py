import numpy as np
import pytest

from firsthand.restore import features, trees


def leaf(value):
    return {"leaf_value": value}


def test_the_trees_of_a_table_give_the_leaf_that_walking_them_gives():
    split = {
        "split_feature": 0,
        "threshold": 2.5,
        "left_child": leaf(-1.0),
        "right_child": {"split_feature": 1, "threshold": 0.0, "left_child": leaf(0.5), "right_child": leaf(3.0)},
    }
    dump = {"feature_names": ["a", "b"], "tree_info": [{"tree_structure": split}, {"tree_structure": leaf(0.25)}]}
    model = trees.from_arrays(trees.from_dump(dump))
    rows = np.array([[2.5, 9.0], [2.6, 0.0], [2.6, 0.1]], dtype=np.float32)
    wanted = 1 / (1 + np.exp(-(np.array([-1.0, 0.5, 3.0]) + 0.25)))
    assert model.score(rows) == pytest.approx(wanted)
    assert len(model.score(rows[:0])) == 0


def test_the_shipped_model_was_trained_on_the_columns_that_are_made_now():
    assert trees.load("model").names == features.NAMES
