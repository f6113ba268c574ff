"""给写样式的人: what is wrong with a style, what its texts may name, and a new style to begin with."""
